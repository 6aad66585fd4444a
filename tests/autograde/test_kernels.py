"""The fork server and its kernels: warm, apart from each other, and gone when they should be."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograde.backend import starts_cold
from autograde.engine import run
from autograde.job import Job, Limits
from autograde.kernels import client, folders, spec
from autograde.kernels.client import COLD, Sandbox, Server, Unavailable, shared
from autograde.sandbox.plan import Plan
from tests.conftest import ROOT

LIMITS = Limits(cell_timeout_seconds=30)


def outputs(*sources, **job):
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    result = run(Job(notebook, limits=LIMITS, **job))
    assert result.status == "finished", result.reason
    return [
        "".join(
            o.get("text") or o.get("evalue") or o.get("data", {}).get("text/plain", "") for o in cell.outputs
        )
        for cell in result.notebook.cells
    ]


def unconfined(tmp_path, **changes):
    (tmp_path / "home" / "work").mkdir(parents=True, exist_ok=True)
    (tmp_path / "run").mkdir(exist_ok=True)
    ports = {f"{name}_port": n for n, name in enumerate(("shell", "iopub", "stdin", "hb", "control"), 1)}
    plan = {
        "level": "none",
        "stage": str(tmp_path),
        "runtime": "/tmp/",
        "root": "",
        "environment": {"HOME": str(tmp_path)},
        "connection": {"transport": "tcp", "ip": "127.0.0.1", "key": "k", **dict.fromkeys(ports, 0)},
    }
    return Plan(**(plan | changes))


@pytest.fixture
def server():
    made = Server(COLD)
    yield made
    made.close()


def alive_below(pid):
    try:
        below = psutil.Process(pid).children(recursive=True)
        return [process for process in below if process.status() != psutil.STATUS_ZOMBIE]
    except psutil.NoSuchProcess:
        return []


def gone(processes, seconds=8.0):
    _, left = psutil.wait_procs(processes, timeout=seconds)
    return not left


def test_a_server_has_one_thread_so_that_it_may_fork():
    assert shared(client.WARM).threads == 1


def test_tensorflow_is_there_already_and_has_initialised_nothing():
    seen = (
        "import sys; warm = 'tensorflow' in sys.modules\n"
        "from tensorflow.python.eager import context; warm, context.context()._initialized"
    )
    assert outputs(seen)[0] == "(True, False)"


def test_forks_do_not_share_what_must_be_distinct():
    draw = (
        "import random, uuid, tempfile, os, secrets\n"
        "(random.Random().random(), uuid.uuid4().hex, tempfile.mktemp(), secrets.token_hex(4))"
    )
    first, second = outputs(draw)[0], outputs(draw)[0]
    assert not set(first.strip("()").split(", ")) & set(second.strip("()").split(", "))


def test_the_seed_decides_what_numpy_keras_and_tensorflow_draw():
    draw = (
        "import keras, numpy as np, tensorflow as tf\n"
        "(np.random.random(), float(keras.random.uniform(())), float(tf.random.uniform(())))"
    )
    first, again, other = (outputs(draw, seed=seed)[0] for seed in (1, 1, 2))
    assert first == again
    assert not set(first.strip("()").split(", ")) & set(other.strip("()").split(", "))


def test_a_kernel_has_no_file_open_but_its_own_ends():
    listed = (
        "import os\n"
        "open_here = [f'/proc/self/fd/{n}' for n in os.listdir('/proc/self/fd')]\n"
        "names = {os.readlink(path) for path in open_here if os.path.lexists(path)}\n"
        "[name for name in names if name.startswith('/') and name != '/dev/null']"
    )
    assert outputs(listed) == ["[]"]


def test_what_a_killed_process_left_is_removed_and_what_another_machine_runs_is_not(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine = folders.make("kernel", tmp_path)
    left = mine.with_name(mine.name.replace(f"-{os.getpid()}-", f"-{ended.pid}-"))
    left.mkdir()
    elsewhere = left.with_name(left.name.replace(folders._space(), f"{'0' * 8}{folders._space()[8:]}"))
    elsewhere.mkdir()
    assert folders.sweep(tmp_path) == [left]
    assert sorted(tmp_path.iterdir()) == sorted([mine, elsewhere])


def test_a_long_path_of_temporary_files_is_no_place_for_kernels(monkeypatch):
    monkeypatch.setattr(folders.tempfile, "gettempdir", lambda: "/" + 70 * "x")
    assert folders.of_kernels() == Path("/tmp")


def test_a_notebook_that_chooses_its_backend_starts_cold():
    def notebook(*sources):
        return new_notebook(cells=[new_code_cell(source) for source in sources])

    assert starts_cold(notebook("import os\nos.environ['KERAS_BACKEND'] = 'jax'"))
    assert starts_cold(notebook("%env CUDA_VISIBLE_DEVICES=-1"))
    assert not starts_cold(notebook("os.environ.setdefault('KERAS_BACKEND', 'tensorflow')"))
    assert not starts_cold(notebook('os.environ["KERAS_BACKEND"] = "tensorflow"', "import keras"))
    # No other backend is installed: Keras looks for the one that was chosen, so it was not there before.
    chosen = "import os; os.environ['KERAS_BACKEND'] = 'jax'\nimport keras"
    assert outputs(chosen)[0] == "No module named 'jax'"


def test_a_server_that_is_idle_ends_by_itself_and_the_next_use_starts_another(monkeypatch):
    idle = Server(COLD, idle_seconds=0.5)
    assert gone([psutil.Process(idle.process.pid)])
    assert not idle.alive
    with pytest.raises(Unavailable):
        idle.launch(unconfined_plan(), with_channel=False)
    idle.close()


def unconfined_plan():
    return Plan(level="none", stage="", runtime="", root="", environment={}, connection={})


def test_a_changed_environment_gets_a_new_server_and_the_old_one_retires(monkeypatch):
    before = shared(COLD)
    assert shared(COLD) is before
    monkeypatch.setenv("LC_SOMETHING", "changed")
    after = shared(COLD)
    assert after is not before
    assert gone([psutil.Process(before.process.pid)] if before.alive else [])


def test_servers_that_have_ended_are_let_go_of_when_the_next_one_starts(monkeypatch):
    killed = shared(COLD)
    killed.process.kill()
    assert gone([psutil.Process(killed.process.pid)])
    retired = shared(COLD)
    monkeypatch.setenv("LC_SOMETHING", "changed")
    shared(COLD)
    retired.process.wait(8)
    monkeypatch.setenv("LC_SOMETHING", "changed again")
    shared(COLD)
    for server in (killed, retired):
        assert server._socket.fileno() == -1
        assert not server._home.exists()
        assert server not in client._retired


def test_when_the_server_is_killed_nothing_is_left(server, tmp_path):
    async def launch():
        sandbox = Sandbox(server.launch(unconfined(tmp_path), with_channel=False))
        await sandbox.ready(30)
        started = alive_below(server.process.pid)
        assert len(started) >= 2  # a supervisor and a kernel
        server.process.kill()
        await asyncio.wait_for(sandbox.ended.wait(), 10)
        return started

    assert gone(asyncio.run(launch()))


def test_when_a_supervisor_is_killed_its_kernel_ends_and_the_server_goes_on(server, tmp_path):
    async def launch():
        sandbox = Sandbox(server.launch(unconfined(tmp_path), with_channel=False))
        await sandbox.ready(30)
        supervisor, *rest = psutil.Process(server.process.pid).children(recursive=True)
        supervisor.kill()
        await asyncio.wait_for(sandbox.ended.wait(), 10)
        return rest

    assert gone(asyncio.run(launch()))
    assert server.alive
    asyncio.run(launch())


def test_when_the_engine_is_killed_nothing_is_left(tmp_path):
    script = (
        "from autograde.job import Job; from autograde.engine import run; from nbformat.v4 import *\n"
        "run(Job(new_notebook(cells=[new_code_cell('import time; time.sleep(100)')]), preload=()))"
    )
    engine = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    deadline = time.monotonic() + 60
    while len(started := alive_below(engine.pid)) < 4 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(started) >= 3
    engine.send_signal(signal.SIGKILL)
    engine.wait()
    assert gone(started)


def test_a_kernel_of_a_job_leaves_no_process_and_no_folder(tmp_path, monkeypatch):
    shared(client.WARM)  # whose own folder stays as long as it does
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    daemon = (
        "import os, time\n"
        "if os.fork() == 0:\n    os.setsid()\n    os.fork() or time.sleep(1000)\n    os._exit(0)"
    )
    outputs(daemon, "1")
    # A supervisor that has closed its files may still be ending; the daemon would sleep on.
    assert gone(alive_below(shared(client.WARM).process.pid))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def jupyter(tmp_path, monkeypatch):
    spec.install(tmp_path)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share" / "jupyter"))


def test_any_jupyter_program_gets_a_warm_kernel(jupyter):
    from jupyter_client.manager import KernelManager

    shared(client.WARM)  # its start is not what is measured
    manager = KernelManager(kernel_name=spec.SPEC_NAME)
    started = time.monotonic()
    manager.start_kernel()
    talk = manager.client()
    talk.start_channels()
    try:
        talk.wait_for_ready(timeout=30)
        said = []
        talk.execute_interactive(
            "import sys, os; print('keras' in sys.modules, os.getcwd())",
            output_hook=lambda message: said.append(message["content"].get("text")),
            timeout=30,
        )
        seconds = time.monotonic() - started
        assert f"True {Path.cwd()}\n" in said
        assert seconds < 3, "an ordinary kernel with Keras takes longer"
        key = manager.session.key
        manager.restart_kernel(now=True)
        talk.wait_for_ready(timeout=30)
        assert manager.session.key == key
        assert manager.is_alive()
    finally:
        talk.stop_channels()
        manager.shutdown_kernel(now=True)
    assert not manager.is_alive()


def test_a_kernel_that_does_not_answer_is_replaced(monkeypatch):
    from autograde import kernel

    connect, asked = kernel._connect, []

    async def deaf_once(*arguments):
        asked.append(arguments)
        if len(asked) == 1:
            raise kernel.Unavailable("a kernel did not answer")
        return await connect(*arguments)

    monkeypatch.setattr(kernel, "_connect", deaf_once)
    result = run(Job(new_notebook(cells=[new_code_cell("print('here')")]), limits=Limits()))
    assert result.notebook.cells[0].outputs[0].text == "here\n"
    assert len(asked) == 2
