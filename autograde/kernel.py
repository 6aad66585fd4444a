"""One Jupyter kernel in a home of its own, and its end.

    async with running("python3", folder, limits, environment(home, "ru", 7), silent=seeding(7)) as client:
        ...

A submission can leave a startup hook in `~/.ipython`, a changed `~/.keras/keras.json`, a daemon. Each of
them would reach the submissions graded later; here the home is thrown away and the processes are ended.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # ipykernel brings it, without its types
from jupyter_client.manager import AsyncKernelManager

MARK = "AUTOGRADE_JOB"  # every process of a job inherits it: by it the strays are found

# What a kernel gets of the engine's environment. An allow-list: a teacher's tokens are none of a student's
# business, NBGRADER_EXECUTION tells code that it is being graded, and KERAS_BACKEND would make marks depend
# on who grades.
KEPT = {
    *(
        "PATH",
        "LANG",
        "LANGUAGE",
        "TZ",
        "TMPDIR",
        "SYSTEMROOT",
        "VIRTUAL_ENV",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
    ),
    *("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "CUDA_VISIBLE_DEVICES", "XLA_FLAGS"),
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
}
KEPT_PREFIXES = ("LC_", "CONDA_", "TF_")


class MachineFailure(Exception):  # noqa: N818  # what it is, for whoever reads a log
    """The machine could not grade: never a zero, always a reason for a person to look at the machine."""


def environment(home: Path, language: str, seed: int) -> dict[str, str]:
    """Return the environment of a kernel whose home is `home`."""
    kept = {
        name: value for name, value in os.environ.items() if name in KEPT or name.startswith(KEPT_PREFIXES)
    }
    return kept | {
        "HOME": str(home),
        "IPYTHONDIR": str(home / ".ipython"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "MPLCONFIGDIR": str(home / ".matplotlib"),
        "PYTHONHASHSEED": str(seed % 2**32),
        "PYTHONNOUSERSITE": "1",
        "GRADER_TESTS_LANG": language,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        MARK: uuid.uuid4().hex,
    }


def furnish(home: Path) -> None:
    """Make `home`, with matplotlib's list of fonts in it: making that list anew takes longer than most
    notebooks.
    """
    (home / ".ipython").mkdir(parents=True)
    (home / ".matplotlib").mkdir()
    for fonts in _font_lists():
        shutil.copy(fonts, home / ".matplotlib" / fonts.name)


@cache
def _font_lists() -> list[Path]:
    """Return the engine's own lists, made once by a process that runs no student's code."""
    ask = "import matplotlib, matplotlib.font_manager; print(matplotlib.get_cachedir())"
    try:
        answer = subprocess.run(
            [sys.executable, "-c", ask], capture_output=True, text=True, timeout=120, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []  # each kernel makes its own: slower, but right
    return sorted(Path(answer.stdout.strip()).glob("fontlist*.json"))


def seeding(seed: int) -> str:
    """Return code that seeds `random` and NumPy now, and Keras when it is imported.

    Not before: a notebook may choose KERAS_BACKEND first. A setting at the import of Keras also makes the
    numbers independent of what was drawn before it.
    """
    return f"""
def _seed(seed):
    import importlib.util, random, sys
    random.seed(seed)
    try:
        import numpy
        numpy.random.seed(seed % 2**32)
    except ImportError:
        pass
    class SeedKeras:
        def find_spec(self, name, path=None, target=None):
            if name != "keras":
                return None
            sys.meta_path.remove(self)
            spec = importlib.util.find_spec(name)
            if spec is None:
                return None
            run = spec.loader.exec_module
            def exec_module(module):
                run(module)
                module.utils.set_random_seed(seed % 2**32)
            spec.loader.exec_module = exec_module
            return spec
    sys.meta_path.insert(0, SeedKeras())
_seed({seed})
del _seed
"""


@asynccontextmanager
async def running(
    kernel_name: str,
    folder: Path,
    runtime: Path,
    environment: Mapping[str, str],
    *,
    startup_timeout_seconds: float,
    silent: str,
) -> AsyncIterator[tuple[Any, Any]]:
    """Yield a kernel's manager and client after `silent` ran in it; end everything that it started
    afterwards.

    Args:
        kernel_name: the kernelspec's name.
        folder: the working folder of the kernel.
        runtime: an existing folder for the connection file.
        environment: of the kernel, whole.
        startup_timeout_seconds: for the start and `silent` together, each.
        silent: code that leaves no output.

    Raises:
        MachineFailure: the kernel does not start, or does not run `silent`.
    """
    manager = AsyncKernelManager(kernel_name=kernel_name, connection_file=str(runtime / "kernel.json"))
    client = None
    try:
        try:
            await manager.start_kernel(
                cwd=str(folder),
                env=dict(environment),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                extra_arguments=["--HistoryManager.hist_file=:memory:"],
            )
            client = manager.client()
            client.start_channels()
            await client.wait_for_ready(timeout=startup_timeout_seconds)
            client.allow_stdin = False
            await asyncio.wait_for(_execute(client, silent), startup_timeout_seconds)
        except Exception as error:  # whatever stops a kernel from starting is the machine's
            raise MachineFailure(
                f"The kernel {kernel_name!r} does not start: {error or type(error).__name__}"
            ) from error
        yield manager, client
    finally:
        await _end(manager, client, environment[MARK])


async def _execute(client: Any, code: str) -> None:
    request = client.execute(code, silent=True, store_history=False)
    while True:
        reply = await client.get_shell_msg()
        if reply["parent_header"].get("msg_id") == request:
            break
    if reply["content"]["status"] != "ok":
        raise RuntimeError(f"{reply['content'].get('ename')}: {reply['content'].get('evalue')}")


async def _end(manager: Any, client: Any, mark: str) -> None:
    """Kill the kernel, its process group, and every process that carries the job's mark."""
    provisioner = manager.provisioner
    process = getattr(provisioner, "process", None)
    if process is not None and hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # the kernel leads a session of its own
    with suppress(Exception):
        await manager.shutdown_kernel(now=True)
    with suppress(Exception):
        await manager.cleanup_resources()
    if client is not None:
        client.stop_channels()
    if process is not None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
        if process.stdin is not None:
            process.stdin.close()
    for stray in _strays(mark):
        with suppress(psutil.Error):
            stray.kill()


def _strays(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark:
                found.append(process)
    return found
