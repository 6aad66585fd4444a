"""One notebook, executed: what a student's code does stays in its cells, what the machine does is raised."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograde.cellclient import CellClient
from autograde.engine import MachineFailure, run
from autograde.job import Job, Limits
from autograde.sandbox.plan import Bounds
from autograde.stopwatch import MOST

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


@pytest.fixture
def working():
    """A function that needs a processor for 0.7 s, which three other processes keep busy: a student's has a
    quarter of it at most."""
    processor = min(os.sched_getaffinity(0))
    busy = f"import os\nos.sched_setaffinity(0, {{{processor}}})\nprint(flush=True)\nwhile True:\n    pass"
    others = [
        subprocess.Popen([sys.executable, "-S", "-c", busy], stdout=subprocess.PIPE, start_new_session=True)
        for _ in range(3)
    ]
    for process in others:
        process.stdout.readline()
    yield (
        f"import os, time\nos.sched_setaffinity(0, {{{processor}}})\n\ndef working():\n"
        "    enough = time.process_time() + 0.7\n    while time.process_time() < enough:\n        pass\n"
        "    return 'enough'\n\n"
    )
    for process in others:
        process.kill()
        process.communicate()


def test_what_a_cell_waits_for_a_processor_is_not_its_fault(working):
    result = execute(working, "working()")
    assert result.seconds > SHORT.cell_timeout_seconds
    assert seen(result, 1) == "'enough'"


def test_what_a_call_waits_for_a_processor_is_not_its_fault(working):
    result = graded_by("working()", answer=working)
    assert result.seconds > SHORT.cell_timeout_seconds
    assert seen(result, 2) == "'enough'"


def test_an_endless_loop_ends_on_a_busy_machine_too(working):
    result = execute(f"{working}while True:\n    pass", "'after'")
    assert result.notebook.cells[0].outputs[-1].ename == "CellTimeoutError"
    assert seen(result, 1) == "'after'"
    assert result.seconds < MOST * (SHORT.cell_timeout_seconds + SHORT.interrupt_grace_seconds) + 10


def test_a_cell_that_sleeps_waits_for_nobody(working):
    result = execute(f"{working}time.sleep(60)")
    assert result.notebook.cells[0].outputs[-1].ename == "CellTimeoutError"
    assert result.seconds < (MOST - 0.5) * SHORT.cell_timeout_seconds


def test_a_flood_of_output_is_cut():
    result = execute("while True: print('x' * 1000)", "'after'")
    assert result.notebook.cells[0].outputs[-1].ename == "OutputLimit"
    assert len(seen(result, 0)) < 100_000
    assert seen(result, 1) == "'after'"


def test_thousands_of_outputs_reach_a_reader_that_is_slower_than_the_kernel(monkeypatch):
    def slowly(client, *arguments, read=CellClient.process_message):
        time.sleep(0.001)
        return read(client, *arguments)

    monkeypatch.setattr(CellClient, "process_message", slowly)
    show = "from IPython.display import display\nfor number in range(4_000):\n    display(number)"
    result = execute(show, "'after'", limits=Limits(cell_timeout_seconds=60))
    assert result.status == "finished"
    assert [output.get("ename") for output in result.notebook.cells[0].outputs] == [None] * 1000
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
    with pytest.raises(MachineFailure, match="did not start within 0 s"):
        execute("1", limits=Limits(startup_timeout_seconds=0))


def test_a_full_disk_is_the_machines_failure():
    with pytest.raises(MachineFailure, match="full"):
        execute("1", limits=Limits(free_disk_bytes=10**18))


def test_ctrl_c_is_no_death_of_the_kernel():
    threading.Timer(3, os.kill, [os.getpid(), signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        execute("import time; time.sleep(60)", limits=Limits())


def course_cell(source, **meta):
    return new_code_cell(source, metadata={"nbgrader": {"locked": True, "solution": False, **meta}})


def graded_by(test, answer="answer = 1", setup="expected = 1", limits=SHORT):
    """Return the job's result for a set-up, an answer and a test cell."""
    cells = [course_cell(setup, grade=False), new_code_cell(answer), course_cell(test, grade=True, points=1)]
    return run(Job(new_notebook(cells=cells), limits=limits))


def test_the_courses_names_are_the_courses_whatever_a_student_binds_to_them():
    result = graded_by("expected, answer", answer="expected = answer = 'mine'")
    assert seen(result, 2) == "(1, 'mine')"


def test_a_name_that_nobody_binds_is_missing_in_the_test():
    assert graded_by("answr").notebook.cells[2].outputs[0].ename == "NameError"


def test_what_a_test_cell_binds_of_a_students_is_gone_before_the_next():
    cells = [
        new_code_cell("answer = 1"),
        course_cell("answer", grade=True, points=1),
        new_code_cell("del answer"),
        course_cell("answer", grade=True, points=1),
    ]
    result = run(Job(new_notebook(cells=cells), limits=SHORT))
    assert seen(result, 1) == "1"
    assert result.notebook.cells[3].outputs[0].ename == "NameError"


def test_a_call_that_hangs_fails_its_test_and_the_rest_goes_on():
    cells = [
        new_code_cell("def answer():\n    while True:\n        pass\n\ndef other():\n    return 2"),
        course_cell("answer()", grade=True, points=1),
        course_cell("other()", grade=True, points=1),
    ]
    result = run(Job(new_notebook(cells=cells), limits=SHORT))
    assert result.notebook.cells[1].outputs[0].ename == "RemoteError"
    assert seen(result, 2) == "2"


def test_a_call_that_ends_the_kernel_fails_its_test_and_stops_the_notebook():
    result = graded_by("answer()", answer="import os\n\ndef answer():\n    os._exit(5)")
    assert result.status == "stopped"
    assert "exit status 5" in (result.reason or "")
    assert result.notebook.cells[2].outputs[0].output_type == "error"


def test_when_the_kernel_of_the_tests_ends_nobody_loses_points():
    cells = [
        new_code_cell("answer = 1"),
        course_cell("import os; os._exit(1)", grade=True, points=1),
        course_cell("answer", grade=True, points=1),
        new_code_cell("'goes on'"),
    ]
    result = run(Job(new_notebook(cells=cells), limits=SHORT))
    assert [result.notebook.cells[n].outputs[0].ename for n in (1, 2)] == ["CheckBroken", "CheckBroken"]
    assert seen(result, 3) == "'goes on'"


def test_a_set_up_of_the_course_that_fails_is_the_machines_failure():
    with pytest.raises(MachineFailure, match="Set-up cell 1 of the tests fails: ZeroDivisionError"):
        graded_by("answer", setup="1 / 0")


def test_a_set_up_that_only_the_students_changes_break_is_the_students():
    cells = [
        new_code_cell("import math\nmath.sqrt = None"),
        course_cell("import math\nroot = math.sqrt(4.0)", grade=False),
        course_cell("root", grade=True, points=1),
    ]
    result = run(Job(new_notebook(cells=cells), limits=SHORT))
    assert result.notebook.cells[1].outputs[0].ename == "TypeError"
    assert seen(result, 2) == "2.0"


def test_held_out_files_are_there_for_the_tests_and_for_nobody_else():
    look = "from pathlib import Path\nsorted(str(path) for path in Path().rglob('*.csv'))"
    cells = [new_code_cell(look), course_cell(look, grade=True, points=1)]
    job = Job(
        new_notebook(cells=cells),
        files={"data.csv": b"1"},
        course_files={"data.csv": b"1", "heldout/answers.csv": b"2"},
        limits=SHORT,
    )
    result = run(job)
    assert seen(result, 0) == "['data.csv']"
    assert seen(result, 1) == "['data.csv', 'heldout/answers.csv']"


def test_a_student_who_prints_in_a_call_prints_to_nobody():
    answer = (
        "import sys\n\ndef answer():\n    print('seen')\n    print('seen', file=sys.stderr)\n    return 3"
    )
    result = graded_by("answer()", answer=answer)
    assert seen(result, 2) == "3"
    assert "seen" not in str(result.notebook.cells[1].outputs) + str(result.notebook.cells[2].outputs)


def test_memory_beyond_the_bound_ends_the_kernel_and_says_so():
    hold = (
        "import os, time\nfor _ in range(4):\n    if os.fork() == 0:\n"
        "        held = b'x' * 300_000_000\n        time.sleep(60)\ntime.sleep(60)"
    )
    job = Job(
        new_notebook(cells=[new_code_cell(hold)]), limits=Limits(), bounds=Bounds(memory_bytes=800_000_000)
    )
    result = run(job)
    assert result.status == "stopped"
    assert "memory" in (result.reason or "")


def test_a_test_that_is_wrong_itself_costs_no_points():
    outputs = graded_by("import grader_tests\ngrader_tests.no_such_check(answer)").notebook.cells[2].outputs
    assert outputs[-1].ename == "CheckBroken"


def test_in_a_plain_test_of_nbgrader_every_error_is_the_students():
    for test, error in (("assert answer == 2", "AssertionError"), ("answer.shape", "AttributeError")):
        assert graded_by(test).notebook.cells[2].outputs[-1].ename == error


def test_an_answer_that_can_not_be_fetched_fails_its_tests_alone():
    closed = "import gc\nanswer = 1\nfor thing in gc.get_objects():\n"
    closed += "    if type(thing).__name__ == 'Agent':\n        thing.channel.connection.close()"
    result = graded_by("from grader_tests import check_array\ncheck_array(answer, 1, task=1)", closed)
    assert result.notebook.cells[2].outputs[-1].ename == "CheckFailed"


def test_a_message_that_is_none_is_dropped():
    result = execute("get_ipython().display_pub.publish({'text/html': 5})\nprint('after')")
    assert seen(result, 0) == "after\n"


@pytest.mark.parametrize("name", ["../x", "/x", "a/../x", "", "a//b", "a\0b", "x" * 300, "./a", "a\nb"])
def test_a_name_that_leads_elsewhere_is_no_file(name):
    from autograde.session import _is_plain

    assert not _is_plain(name)
    assert _is_plain("folder/data «ё».csv")


def test_folders_that_are_closed_or_bottomless_are_removed(tmp_path):
    from autograde.kernels.folders import remove

    closed = tmp_path / "sandbox" / "closed" / "inner"
    closed.mkdir(parents=True)
    (closed / "file").touch()
    closed.parent.chmod(0)
    deep = os.open(tmp_path / "sandbox", os.O_RDONLY)
    for _ in range(2_000):
        os.mkdir("d", dir_fd=deep)
        deeper = os.open("d", os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = deeper
    os.close(deep)
    remove(tmp_path / "sandbox")
    assert not (tmp_path / "sandbox").exists()


AGENT = "import gc\nagent = next(thing for thing in gc.get_objects() if type(thing).__name__ == 'Agent')\n"


def test_a_process_that_does_not_read_holds_up_no_large_question():
    deaf = AGENT + (
        "import asyncio\nloop, line = asyncio.get_event_loop(), agent.channel.connection.fileno()\n"
        "def once():\n    loop.remove_reader(line)\n    agent.answer()\n"
        "loop.remove_reader(line)\nloop.add_reader(line, once)\n\ndef answer(x):\n    return x"
    )
    large = "import numpy as np\nfrom grader_tests import call, check_array\n"
    large += "check_array(call(answer, np.zeros(1_000_000)), 0, task=1)"
    result = graded_by(large, deaf)
    assert result.status == "stopped"
    assert result.seconds < 60
    assert result.notebook.cells[2].outputs[-1].ename == "CheckFailed"


def test_replies_without_end_to_other_requests_do_not_stop_the_clock():
    flood = (
        "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nkernel = get_ipython().kernel\n"
        "parent = {'header': {'msg_id': 'another', 'msg_type': 'execute_request'}}\n"
        "message = kernel.session.msg('execute_reply', {'status': 'ok'}, parent=parent)\n"
        "ident = kernel._shell_parent_ident.get()\n"
        "while True:\n    message['header']['msg_id'] = str(time.time_ns())\n"
        "    kernel.shell_stream.socket.send_multipart(kernel.session.serialize(message, ident))"
    )
    result = execute(flood, "'after'")
    assert result.status == "stopped"
    assert result.seconds < 40
    assert "2 s" in (result.reason or "")


def test_a_number_that_cannot_be_sent_on_fails_its_test_alone():
    infinite = AGENT + (
        "import struct\ndef send(message, buffers):\n"
        '    text = b\'{"id": %d, "values": {"answer": 1e999}}\' % message["id"]\n'
        "    agent.channel.connection.sendall(struct.pack('!2sHIH', b'AG', 1, len(text), 0) + text)\n\n"
        "agent.channel.send = send"
    )
    result = graded_by("from grader_tests import check_array\ncheck_array(answer, 1, task=1)", infinite)
    assert result.notebook.cells[2].outputs[-1].ename == "CheckFailed"


def test_the_notebooks_time_ends_it_between_two_cells_too():
    limits = Limits(cell_timeout_seconds=5, notebook_timeout_seconds=2, interrupt_grace_seconds=2)
    sleepless = "import time\ntry:\n    time.sleep(4)\nexcept KeyboardInterrupt:\n    pass"
    result = execute(*[sleepless] * 6, limits=limits)
    assert result.status == "stopped"
    assert "2 s" in (result.reason or "")
    assert [cell.outputs[-1].ename for cell in result.notebook.cells[2:]] == ["NotRun"] * 4


@pytest.mark.parametrize(
    "large",
    [
        "print('x' * 50_000_000)",
        "raise ValueError('x' * 50_000_000)",
        "'x' * 50_000_000",
        "from IPython.display import HTML, display\ndisplay(HTML('x' * 50_000_000))",
    ],
)
def test_an_output_larger_than_any_message_is_cut_and_the_next_cell_runs(large):
    result = execute(large, "'after'", limits=Limits(cell_timeout_seconds=20, output_bytes=20_000))
    assert [output.get("ename") for output in result.notebook.cells[0].outputs] == ["OutputLimit"]
    assert seen(result, 1) == "'after'"
    assert result.seconds < 20


def test_all_cells_together_put_out_no_more_than_a_notebook_may():
    limits = Limits(cell_timeout_seconds=10, output_bytes=20_000, notebook_output_bytes=30_000)
    result = execute(*["print('x' * 15_000)"] * 4, "'after'", limits=limits)
    flooded = [
        any(output.get("ename") == "OutputLimit" for output in cell.outputs) for cell in result.notebook.cells
    ]
    assert flooded[:2] == [False, True]
    assert flooded[2:4] == [True, True]
