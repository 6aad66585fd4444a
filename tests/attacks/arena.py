"""A class in which all but three are hostile, graded as a teacher grades it; what was seen of each, as JSON.

    python -m tests.attacks.arena             # inside the outer layer only: see tests/outer.py

Beside the grader stand what a submission could reach for: a server on TCP, local sockets, a kernel of
somebody else's, a secret in the teacher's home and in the environment. Words that nobody may read are in all
of them.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import shutil
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograde.cells import binds_answers, is_written
from autograde.course import Course
from autograde.grading import grade
from autograde.kernel import Setting, running
from autograde.kernels import client
from autograde.language import ChooseLanguage  # noqa: F401 - what course_config imports must be there
from autograde.sandbox.plan import Bounds
from autograde.source import refresh
from tests.attacks.attack import Attack, families
from tests.conftest import ROOT

UNIT = "u90-arena"
COURSE = Path("/tmp/course")
SOCKET, ABSTRACT = "/tmp/somebody.sock", "somebody"
HONEST = ("0-honest", "m-honest", "zz-honest")
STUB = "# Ваш код здесь · Your code here\nraise NotImplementedError()"
SECRETS = tuple(
    f"{name}_CANARY" for name in ("SOLUTION", "HIDDEN", "SCHEME", "HELDOUT", "SIBLING", "ENVIRONMENT", "HOME")
)
BREACH = "BREACH" + ":"
SERVER = "autograde-server-"  # how the folders of fork servers are called: they live on
SHORT = """
c.Execute.timeout = 6
c.Execute.notebook_timeout_seconds = 40
c.Execute.iopub_timeout = 1
c.Execute.memory_bytes = 1_500_000_000
c.Execute.scratch_bytes = 150_000_000
c.Execute.processes = 150
c.Execute.output_bytes = 500_000
"""
# What every attack may use. It looks for the words by patterns: neither its own source, nor what it makes of
# it in memory, must look like a find.
PREAMBLE = f"""import ctypes, os, re, signal, socket, subprocess, sys, time

COURSE, HOME, SOCKET, ABSTRACT, PORT = {str(COURSE)!r}, "/tmp/home", {SOCKET!r}, {ABSTRACT!r}, PORT_NUMBER
PATTERNS = {[word[:-1] + f"[{word[-1]}]" for word in SECRETS]!r}


def breach(what):
    print("BRE" + "ACH:", what, flush=True)


def tried():
    print("TRI" + "ED", flush=True)


def look(found):
    data = found if isinstance(found, bytes) else str(found).encode("utf-8", "replace")
    for pattern in PATTERNS:
        if re.search(pattern.encode(), data):
            breach("reads " + pattern)
    if data.startswith(b"SQLite format 3"):
        breach("read a database")


def listed(folder):
    try:
        return os.listdir(folder)
    except OSError as error:
        print(type(error).__name__)
        return []


def read(path, most=1 << 24):
    try:
        with open(path, "rb") as file:
            look(file.read(most))
    except (OSError, ValueError, OverflowError) as error:
        print(type(error).__name__)


def attempt(what, action):
    try:
        action()
    except BaseException as error:
        print(what, type(error).__name__)
    else:
        breach(what)
"""


def main() -> None:
    """Grade the class, and print what was seen as the last line."""
    attacks = {f"{family}-{attack.name}": attack for family, found in families().items() for attack in found}
    chosen = set(sys.argv[1:])
    attacks = {name: attack for name, attack in attacks.items() if not chosen or name in chosen}
    with Neighbours() as neighbours:
        course = build_course(neighbours.port)
        for name in HONEST:
            hand_in(course, name, Attack("honest", "nothing", solved=True))
        for name, attack in attacks.items():
            hand_in(course, name, attack)
        watch = Watch(course, neighbours)
        # One at a time: what is found afterwards is then that submission's.
        outcome = grade(course, UNIT, slots=1, progress=watch.step)
    seen = {mark.student: watch.seen(mark) for mark in outcome.marks}
    client.close_all()
    left = sorted(path.name for path in Path("/tmp").iterdir() if path.name not in watch.known_files)
    print(json.dumps({"seen": seen, "left": left, "seconds": outcome.seconds, "level": watch.level}))


def build_course(port: int) -> Course:
    """Write the course, with something to find in it."""
    for name in ("course_config.py", "nbgrader_config.py"):
        COURSE.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, COURSE / name)
    with (COURSE / "course_config.py").open("a") as config:
        config.write(SHORT)
    source = COURSE / "source" / UNIT
    source.mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "attacks" / f"{UNIT}.md", source)
    heldout = COURSE / "heldout" / UNIT
    heldout.mkdir(parents=True)
    draw = np.random.default_rng(11)
    x = draw.normal(size=(200, 4)).astype("float32")
    np.savez(heldout / "rows.npz", x=x, y=(x @ np.array([1.0, -2.0, 0.5, 3.0]) > 0).astype("int32"))
    (heldout / "notes.txt").write_text("HELDOUT_CANARY")
    home = Path.home()
    (home / "secret.txt").write_text("HOME_CANARY")
    os.environ["TEACHERS_TOKEN"] = "ENVIRONMENT_CANARY"
    global _preamble
    _preamble = PREAMBLE.replace("PORT_NUMBER", str(port))
    return Course(COURSE)


_preamble = ""


def hand_in(course: Course, student: str, attack: Attack) -> None:
    """Write one submission."""
    folder = course.root / "submitted" / student / UNIT
    folder.mkdir(parents=True)
    notebook = submission(course, attack)
    if student in HONEST:
        notebook.cells.append(new_code_cell("SIBLING_CANARY = 'what somebody else handed in'"))
    (folder / f"{UNIT}.ipynb").write_text(json.dumps(notebook))  # nbformat would mend it
    if attack.files is not None:
        attack.files(folder)


def submission(course: Course, attack: Attack) -> NotebookNode:
    """Return an attack's notebook: a release, filled in."""
    notebook = nbformat.read(refresh(course.unit(UNIT)), as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if binds_answers(cell) or is_written(cell):
            solution = re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", cell.source)
            stub = STUB if not is_written(cell) else "..."
            given = (
                solution.replace("SOLUTION_CANARY", "two") if attack.solved and not is_written(cell) else stub
            )
            cell.source = attack.answers.get(name, given)
        elif name is not None:
            cell.source = re.sub(
                r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS", "", cell.source, flags=re.S
            ).rstrip()
    assert set(attack.answers) <= {c.metadata.get("nbgrader", {}).get("grade_id") for c in notebook.cells}
    notebook.cells.insert(0, new_code_cell(_preamble))
    if attack.first:
        notebook.cells.insert(1, new_code_cell(attack.first))
    if attack.last:
        notebook.cells.append(new_code_cell(attack.last))
    if attack.change is not None:
        attack.change(notebook)
    return notebook


class Neighbours:
    """What stands beside the grader: three servers that count their visitors, a kernel of somebody else's."""

    def __enter__(self) -> Neighbours:
        self.visits = 0
        self._listening = [socket.socket(), socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)]
        for opened, address in zip(self._listening, (("127.0.0.1", 0), SOCKET, f"\0{ABSTRACT}"), strict=True):
            opened.bind(address)
            opened.listen()
            threading.Thread(target=self._accept, args=(opened,), daemon=True).start()
        self.port = self._listening[0].getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._leave = asyncio.Event()
        self._kernel: Any = None
        self._running = asyncio.run_coroutine_threadsafe(self._keep_kernel(), self._loop)
        while self._kernel is None and not self._running.done():
            time.sleep(0.05)
        if self._running.done():
            self._running.result()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._leave.set)
        with suppress(TimeoutError):
            self._running.result(timeout=30)
        for opened in self._listening:
            opened.close()

    @property
    def alive(self) -> bool:
        """Whether the other kernel still lives."""
        return not self._kernel.ended.is_set()

    def _accept(self, opened: socket.socket) -> None:
        with suppress(OSError):
            while True:
                opened.accept()[0].close()
                self.visits += 1

    async def _keep_kernel(self) -> None:
        files = {"mine.txt": b"SIBLING_CANARY"}
        setting = Setting(files, seed=1, bounds=Bounds(), least="landlock", language="en")
        async with running(client.shared(client.WARM), "examinee", setting) as kernel:
            self._kernel = kernel
            await self._leave.wait()


class Watch:
    """Looks around between two submissions."""

    def __init__(self, course: Course, neighbours: Neighbours) -> None:
        self.course = course
        self.neighbours = neighbours
        self.level: str | None = None
        self.known_files: set[str] = set()
        self._known_processes: set[int] = set()
        self._before: str | None = None  # the student who was graded last
        self._began = 0.0
        self._visits = 0
        self._tree = ""
        self._found: dict[str, list[str]] = {}
        self._seconds: dict[str, float] = {}

    def step(self, progress: Any) -> None:
        """Called by `grade` at the start and after each submission."""
        now = time.monotonic()
        print(progress.student, file=sys.stderr, flush=True)  # the last word of a grader that dies
        self._before = progress.student
        if self._before is None:
            self._tree = self._hash()
        else:
            self._seconds[self._before] = now - self._began
            self._look()
        if self._before in (None, HONEST[0]):  # everything that belongs here has started by then
            self.get_used_to_it()
        self._began = time.monotonic()

    def get_used_to_it(self) -> None:
        """Take every process and file that is there now for one that belongs here."""
        self.known_files = {path.name for path in Path("/tmp").iterdir()}
        self._known_processes = processes()

    def _look(self) -> None:
        found = self._found.setdefault(str(self._before), [])
        if self._before != HONEST[0]:
            found += [f"left running: {name}" for name in self._strangers()]
            files = {path.name for path in Path("/tmp").iterdir()} - self.known_files
            found += [f"left in /tmp: {name}" for name in sorted(files) if not name.startswith(SERVER)]
        if self.neighbours.visits != self._visits:
            found.append("visited a server outside")
            self._visits = self.neighbours.visits
        if not self.neighbours.alive:
            found.append("ended the kernel of somebody else")
        if self._hash() != self._tree:
            found.append("changed a file of the course")
            self._tree = self._hash()

    def _strangers(self) -> list[str]:
        """Return the processes that were not there before; servers may start, as children of this process."""
        deadline = time.monotonic() + 3  # what is being killed may take a moment
        while True:
            names = []
            for pid in processes() - self._known_processes:
                with suppress(OSError):
                    command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
                    status = Path(f"/proc/{pid}/status").read_text()
                    if "State:\tZ" in status:
                        continue  # dead; a server that was idle too long is one until this process ends
                    parent = re.search(r"PPid:\s+(\d+)", status)
                    ours = parent is not None and int(parent[1]) == os.getpid()
                    if not (ours and b"autograde.kernels.server" in command):
                        names.append(command.decode("utf-8", "replace").strip() or str(pid))
            if not names or time.monotonic() > deadline:
                return names
            time.sleep(0.1)

    def _hash(self) -> str:
        digest = hashlib.sha256()
        for name in ("source", "heldout", "submitted", "course_config.py", "nbgrader_config.py"):
            top = self.course.root / name
            for path in sorted([top, *top.rglob("*")]):
                digest.update(os.fsencode(path))
                if path.is_file() and not path.is_symlink() and path.stat().st_size < 1 << 24:
                    digest.update(path.read_bytes())
        home = sorted(str(path) for path in Path.home().rglob("*") if ".ipython" in path.parts)
        digest.update("\n".join(home).encode("utf-8", "replace"))
        names = {path.name for path in self.course.root.iterdir() if not path.name.startswith(".")}
        digest.update(repr(sorted(names - OUTPUTS)).encode())
        return digest.hexdigest()

    def seen(self, mark: Any) -> dict[str, Any]:
        """Return all that is known of one student's submission."""
        self.level = self.level or mark.sandbox
        student = mark.student
        graded = self.course.root / "autograded" / student / UNIT
        printed = outputs(graded / f"{UNIT}.ipynb")
        page = self.course.root / "feedback" / student / UNIT / f"{UNIT}.html"
        shown = page.read_text("utf-8") if page.is_file() else ""
        made = [path for path in graded.rglob("*") if path.is_file() and path.suffix != ".ipynb"]
        leaked = [word for word in SECRETS if word in printed or word in shown]
        leaked += [
            f"{w} in {p.name}" for p in made for w in SECRETS if w.encode() in p.read_bytes()[: 1 << 24]
        ]
        return {
            "score": mark.score,
            "person": mark.status != "graded",
            "reason": mark.reason,
            "printed": printed[:20_000],
            "page": bool(shown),
            "text": page_text(shown),
            "active": active_parts(shown),
            "leaked": leaked,
            "found": self._found.get(student, []),
            "links": [str(path) for path in graded.rglob("*") if path.is_symlink()],
            "seconds": round(self._seconds.get(student, 0.0), 2),
        }


OUTPUTS = {"autograded", "feedback", "release", "gradebook.db", "submitted", "source", "heldout", "reports"}


def outputs(path: Path) -> str:
    """Return everything that the cells of a graded notebook put out."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError):
        return ""
    return "\n".join(
        json.dumps(output, ensure_ascii=False)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )


ACTIVE = {"script", "iframe", "object", "embed", "form", "base", "meta", "style", "svg", "input"}
_PROGRAM = re.compile(r"\s*(javascript|data:text|vbscript)", re.I)


def processes() -> set[int]:
    """Return the numbers of all processes."""
    return {int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()}


def page_text(html: str) -> str:
    """Return the words of a page."""
    from bs4 import BeautifulSoup

    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())[-20_000:]


def active_parts(html: str) -> list[str]:
    """Return what of a page does something, but for what nbgrader's own template brings."""
    from bs4 import BeautifulSoup

    found = []
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        acts = tag.find_parent("head") is None and tag.name in ACTIVE
        for name, value in tag.attrs.items():
            acts |= name.startswith("on") or name in ("srcdoc", "formaction")
            acts |= name == "style" and "position" in str(value)
            acts |= name in ("href", "src", "data", "action") and _PROGRAM.match(str(value)) is not None
        if acts:
            found.append(str(tag)[:200])
    return found


if __name__ == "__main__":
    main()
