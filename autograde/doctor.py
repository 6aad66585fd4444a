"""What this machine can do for a course, and what would mend the rest.

for finding in examine(course):
    print(finding.what, finding.state, finding.says, finding.advice)
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograde.course import Course
from autograde.kernels import client, spec
from autograde.sandbox import landlock
from autograde.sandbox.filesystem import graphics
from autograde.sandbox.levels import ADVICE, TooWeak, choose
from autograde.sandbox.plan import LEVELS, Level

PACKAGES = ("tensorflow", "keras", "keras-tuner", "nbgrader", "jupyterlab", "ipykernel", "nbclient", "numpy")
_ASK_SECONDS = 120  # TensorFlow is imported for it
_NEEDED_DISK = 2_000_000_000  # bytes: scratch folders of two slots


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Args:
        what: its name.
        state: `good`, `note` (grading works without it) or `bad` (grading does not work).
        says: what was found.
        advice: what would mend it; empty where nothing has to be.
    """

    what: str
    state: Literal["good", "note", "bad"]
    says: str
    advice: str = ""


def examine(course: Course) -> Iterator[Finding]:
    """Yield what was found, in the order in which a grader needs it."""
    yield _python()
    yield _packages()
    server: client.Connection | None = None
    try:
        server = client.shared(client.WARM)
    except client.Unavailable as error:
        yield Finding(
            "fork server", "bad", str(error), "run `python -m autograde.kernels.server` by hand to see why"
        )
    else:
        yield _server(server)
        yield from _sandbox(course, server)
    yield _kernelspec()
    yield _graphics()
    yield from _gradebook(course)
    yield _exchange(course)
    yield _disk()


def _python() -> Finding:
    found = f"{platform.python_version()} on {platform.system()} {platform.release()}"
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        return Finding("Python", "bad", found, "use Python 3.11, 3.12 or 3.13")
    if platform.system() != "Linux":
        return Finding("Python", "bad", found, "grade on Linux, in WSL or in a container")
    return Finding("Python", "good", found)


def _packages() -> Finding:
    found, missing = [], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return Finding(
            "packages", "bad", f"missing: {', '.join(missing)}", "pip install -e '.[grading]' in the course"
        )
    return Finding("packages", "good", ", ".join(found))


def _server(server: client.Connection) -> Finding:
    if server.threads == 1:
        return Finding("fork server", "good", "it starts and has one thread, so it may fork")
    return Finding(
        "fork server",
        "bad",
        f"it starts with {server.threads} threads, so what it forks may hang",
        "a package starts threads when it is imported: install the versions of requirements.lock",
    )


def _sandbox(course: Course, server: client.Connection) -> Iterator[Finding]:
    for level in LEVELS[:2]:
        why = server.levels[level]
        if why is None:
            more = f" (version {landlock.version()} of Landlock)" if level == "landlock" else ""
            yield Finding(f"sandbox: {level}", "good", f"reached{more}")
        else:
            yield Finding(f"sandbox: {level}", "note", f"not reached: {why}", ADVICE[level])
    least = required_level(course)
    try:
        reached = choose(server.levels, least)
    except TooWeak as error:
        yield Finding("sandbox", "bad", str(error), "raise what the machine reaches, as said above")
    else:
        unconfined = "student code runs unconfined" if reached == "none" else f"submissions run at {reached}"
        yield Finding("sandbox", "good" if reached != "none" else "note", f"{unconfined}; required: {least}")


def required_level(course: Course) -> Level:
    """Return the level that the course's config asks for."""
    from autograde.execution import Execute
    from autograde.gradebook import open_api

    api = open_api(course)
    level: Level = Execute(parent=api).sandbox
    return level


def _kernelspec() -> Finding:
    from jupyter_client.kernelspec import KernelSpecManager

    if spec.SPEC_NAME in KernelSpecManager().find_kernel_specs():
        return Finding("warm kernel", "good", f"Jupyter lists {spec.SPEC_NAME}")
    return Finding("warm kernel", "note", "Jupyter does not list it", "autograde kernel install")


def _graphics() -> Finding:
    cards = graphics()
    if not cards:
        return Finding("GPU", "note", "none: units that want one are graded without, and say so")
    files, seen = f"device files: {', '.join(cards)}", _gpus_of_tensorflow()
    if seen:
        return Finding("GPU", "good", f"{files}; TensorFlow lists {seen}")
    said = "TensorFlow lists none" if seen == 0 else "TensorFlow could not be asked"
    return Finding(
        "GPU",
        "note",
        f"{files}; {said}: units that want one are graded without, and say so",
        "does `nvidia-smi` work? Then pip install 'tensorflow[and-cuda]' in the same version (docs/gpu.md)",
    )


def _gpus_of_tensorflow() -> int | None:
    """Return how many GPUs TensorFlow lists, in a process of its own; None if it does not say."""
    ask = "import tensorflow as tf; print(len(tf.config.list_physical_devices('GPU')))"
    try:
        answer = subprocess.run(
            [sys.executable, "-c", ask], capture_output=True, text=True, timeout=_ASK_SECONDS, check=True
        )
        return int(answer.stdout.split()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None


def _gradebook(course: Course) -> Iterator[Finding]:
    from autograde.gradebook import open_api, open_gradebook

    api = open_api(course)
    if shutil.which("alembic") is None and not (Path(sys.executable).parent / "alembic").exists():
        yield Finding(
            "alembic", "bad", "nbgrader needs this program for a new gradebook", "pip install alembic"
        )
    try:
        with open_gradebook(api.coursedir) as gradebook:
            count = len(gradebook.assignments)
    except Exception as error:  # a database has many ways not to open
        yield Finding(
            "gradebook",
            "bad",
            f"{type(error).__name__}: {error}".splitlines()[0],
            "close other programs, or see CourseDirectory.db_url in course_config.py",
        )
    else:
        yield Finding("gradebook", "good", f"it opens and knows {count} of {len(course.units())} units")


def _exchange(course: Course) -> Finding:
    from nbgrader.exchange.default.exchange import Exchange

    from autograde.gradebook import open_api

    root = Path(Exchange(parent=open_api(course)).root)
    if not root.is_dir():
        return Finding(
            "exchange",
            "note",
            f"{root} is not there",
            "to collect by nbgrader's exchange: make it, mode 0777",
        )
    writable = os.access(root, os.W_OK)
    return Finding(
        "exchange",
        "good" if writable else "note",
        f"{root} {'can' if writable else 'can not'} be written",
        "" if writable else f"chmod 0777 {root}",
    )


def _disk() -> Finding:
    from autograde.kernels import folders

    folder = folders.of_kernels()
    free = shutil.disk_usage(folder).free
    if free < _NEEDED_DISK:
        return Finding("disk", "note", f"{free / 1e9:.1f} GB free in {folder}", "free some, or set TMPDIR")
    return Finding("disk", "good", f"{free / 1e9:.0f} GB free in {folder}")
