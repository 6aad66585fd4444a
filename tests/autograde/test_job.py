"""One notebook, executed: what a student's code does stays in its cells, what the machine does is raised."""

import os
import signal
import threading
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograde.job import Job, Limits, MachineFailure, run

SHORT = Limits(
    cell_timeout_seconds=2, notebook_timeout_seconds=30, interrupt_grace_seconds=2, output_bytes=20_000
)


def execute(*sources, limits=SHORT, **job):
    cells = [new_code_cell(source) for source in sources]
    return run(Job(new_notebook(cells=cells), limits=limits, language=job.pop("language", "en"), **job))


def seen(result, index):
    return "\n".join(
        output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain", "")
        for output in result.notebook.cells[index].outputs
    )


def test_outputs_stand_in_a_copy_and_prose_is_left_alone():
    notebook = new_notebook(
        cells=[new_markdown_cell("# Title"), new_code_cell("x = 20"), new_code_cell("x + 1")]
    )
    result = run(Job(notebook, limits=SHORT))
    assert result.status == "finished"
    assert seen(result, 2) == "21"
    assert notebook.cells[2].outputs == []


def test_an_error_ends_its_cell_only():
    result = execute("1 / 0", "'after'")
    assert result.notebook.cells[0].outputs[0].ename == "ZeroDivisionError"
    assert seen(result, 1) == "'after'"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "the kernel stopped in cell 2"), ("ru", "ядро остановилось")]
)
def test_when_the_kernel_ends_the_cells_before_keep_their_outputs(language, words):
    result = execute("'before'", "import os; os._exit(3)", "'after'", language=language)
    assert result.status == "stopped"
    assert seen(result, 0) == "'before'"
    assert result.notebook.cells[1].outputs[-1].ename == "KernelDied"
    assert result.notebook.cells[2].outputs[0].ename == "NotRun"
    assert words in seen(result, 2)


def test_a_cell_that_hangs_is_interrupted_and_the_next_one_runs():
    result = execute("while True: pass", "'after'")
    assert result.notebook.cells[0].outputs[-1].ename == "CellTimeoutError"
    assert seen(result, 1) == "'after'"


def test_a_cell_that_cannot_be_interrupted_ends_the_notebook():
    stubborn = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    result = execute(stubborn, "'after'")
    assert result.status == "stopped"
    assert result.notebook.cells[1].outputs[0].ename == "NotRun"


def test_a_flood_of_output_is_cut():
    result = execute("while True: print('x' * 1000)", "'after'")
    assert result.notebook.cells[0].outputs[-1].ename == "OutputLimit"
    assert len(seen(result, 0)) < 100_000
    assert seen(result, 1) == "'after'"


def test_silencing_tracebacks_does_not_hide_an_error():
    silence = "get_ipython().showtraceback = lambda *a, **k: None"
    result = execute(silence, "raise ValueError('wrong')")
    assert result.notebook.cells[1].outputs[0].output_type == "error"


def test_the_seed_decides_what_is_drawn():
    draw = "import random, numpy; random.random(), numpy.random.random()"
    first, again, other = (seen(execute(draw, seed=seed), 0) for seed in (1, 1, 2))
    assert first == again != other


def test_each_job_has_a_home_and_a_folder_of_its_own():
    leave = "from pathlib import Path; home = Path.home(); (home / 'trace').write_text('x'); str(home)"
    first = execute(leave)
    second = execute("from pathlib import Path; (Path.home() / 'trace').exists(), str(Path.home())")
    assert seen(second, 0).startswith("(False")
    assert not Path(seen(first, 0).strip("'")).exists()


def test_files_come_in_and_new_ones_come_out():
    result = execute(
        "open('out.txt', 'w').write(open('data/in.txt').read() * 2)", files={"data/in.txt": b"ab"}
    )
    assert result.files == {"out.txt": b"abab"}


def test_too_many_bytes_of_files_do_not_come_out():
    limits = Limits(cell_timeout_seconds=10, files_bytes=1000)
    assert execute("open('out.txt', 'w').write('x' * 2000)", limits=limits).files == {}


def test_a_link_does_not_come_out():
    assert execute("import os; os.symlink('/etc/passwd', 'out.txt')").files == {}


def test_the_code_is_not_told_that_it_is_graded(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("SECRET_TOKEN", "teacher")
    result = execute("import os; [os.environ.get(name) for name in ('NBGRADER_EXECUTION', 'SECRET_TOKEN')]")
    assert seen(result, 0) == "[None, None]"


def test_a_kernel_that_does_not_start_is_the_machines_failure():
    with pytest.raises(MachineFailure, match="no-such-kernel"):
        execute("1", kernel_name="no-such-kernel")


def test_a_full_disk_is_the_machines_failure():
    with pytest.raises(MachineFailure, match="full"):
        execute("1", limits=Limits(free_disk_bytes=10**18))


def test_ctrl_c_is_no_death_of_the_kernel():
    threading.Timer(3, os.kill, [os.getpid(), signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        execute("import time; time.sleep(60)", limits=Limits())
