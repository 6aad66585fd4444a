"""A class with hostile and broken submissions, and a class that is interrupted again and again.

    python -m bench.robust --json robust.json

Both run inside the outer layer of the tests, as an ordinary user, in process, mount and network namespaces of
their own: what is left there after the grading was left by the grading.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from autograde.bench import MeasuredCourse, different, environment
from autograde.course import Course
from tests import outer

UNIT = "b02-model"
ROOT = Path(__file__).parent.parent
LIMITS = """
c.Execute.timeout = 6
c.Execute.notebook_timeout_seconds = 20
c.Execute.iopub_timeout = 1
c.Execute.memory_bytes = 1_500_000_000
c.Execute.scratch_bytes = 150_000_000
"""
# Each stands in a cell of its own before the answers; `None` is a file that is no notebook.
TROUBLE: dict[str, str | None] = {
    "exit": "import os; os._exit(7)",
    "segfault": "import ctypes; ctypes.string_at(0)",
    "loop": "while True: pass",
    "deaf loop": "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
    "memory": "held = []\nwhile True: held.append(bytearray(10**8))",
    "fork bomb": "import os\nwhile True: os.fork()",
    "output": "while True: print('x' * 1000)",
    "disk": "with open('full', 'wb') as file:\n    while True: file.write(bytes(10**7))",
    "daemon": "import subprocess; subprocess.Popen(['sleep', '1000'], start_new_session=True)",
    "kill all": "import os, signal; os.kill(-1, signal.SIGKILL)",
    "remove all": "import shutil; shutil.rmtree('/', ignore_errors=True)",
    "no notebook": None,
}
INTERRUPTIONS = 10


def main() -> None:
    """Run both, print what was seen, write the JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", type=int, default=200, help="submissions, a tenth of them troublesome")
    parser.add_argument("--interrupted", type=int, default=48, help="submissions of the interrupted class")
    parser.add_argument("--seed", type=int, default=1, help="of the moments of interruption")
    parser.add_argument("--json", type=Path, help="also write what was seen to this file")
    options = parser.parse_args()
    told = {}
    for what, numbers in (("trouble", (options.n,)), ("interrupted", (options.interrupted, options.seed))):
        arguments = ["-c", "from bench.robust import inside; inside()", what, *map(str, numbers)]
        done = outer.run(arguments, user="ordinary", level="namespaces", timeout_seconds=3600)
        if done.returncode:
            sys.exit(f"{what} failed:\n{done.stderr[-3000:]}")
        told[what] = json.loads(done.stdout.splitlines()[-1])
        print(what)
        for name, value in told[what].items():
            print(f"    {name}: {value}")
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def trouble(count: int) -> dict[str, Any]:
    """Grade a class of which a tenth is hostile or broken. Called inside the outer layer."""
    course = _class(count)
    bad: dict[str, str] = {}
    for number in range(5, count, 10):
        student, kind = f"s{number:03}", list(TROUBLE)[number // 10 % len(TROUBLE)]
        _spoil(course.root / "submitted" / student / UNIT / f"{UNIT}.ipynb", TROUBLE[kind])
        bad[student] = kind
    before = _left()
    grader = _grade(course)
    memory = _Memory(grader)
    began = time.monotonic()
    grader.wait()
    wall = time.monotonic() - began
    scores = course.scores()
    honest = {student: marks for student, marks in scores.items() if student not in bad}
    deserved = [
        student
        for student, marks in honest.items()
        if None not in marks.values() and (0 in marks.values()) == course.is_wrong(int(student[1:]))
    ]
    return {
        "submissions": count,
        "hostile or broken": len(bad),
        "wall s": round(wall, 1),
        "exit status (1: somebody needs a person)": grader.returncode,
        "honest with the marks that they deserve": f"{len(deserved)} of {count - len(bad)}",
        "in the gradebook": len(scores),
        "memory of the grader, MB, by tenths of the run": memory.by_tenths(),
        "left over": sorted(_left() - before),
        "what became of the others": {
            f"{student} ({kind})": _sum(scores.get(student, {})) for student, kind in bad.items()
        },
    }


def interrupted(count: int, seed: int) -> dict[str, Any]:
    """Grade a class undisturbed, then one that is stopped ten times. Called inside the outer layer."""
    calm = _class(count)
    began = time.monotonic()
    _grade(calm).wait()
    whole = time.monotonic() - began
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # how a shell starts what it puts in the background
        signal.signal(signal.SIGINT, signal.default_int_handler)
    course = _class(count, "stopped")
    chance = random.Random(seed)
    before, moments, half_done = _left(), [], 0
    for number in range(INTERRUPTIONS):
        grader = _grade(course)
        # From the import of nbgrader to the midst of the class.
        moment = chance.uniform(1, whole / 2)
        kill = signal.SIGKILL if number % 2 else signal.SIGINT
        time.sleep(moment)
        grader.send_signal(kill)
        grader.wait()
        pages = len(_pages(course))
        half_done += pages < count
        moments.append(f"{kill.name} after {moment:.1f} s: {pages} pages")
    last = _grade(course)
    last.wait()
    expected, found = calm.scores(), course.scores()
    return {
        "submissions": count,
        "moments": moments,
        "of them before the end": half_done,
        "exit status of the last run": last.returncode,
        "students": f"{len(found)} of {len(expected)}",
        "marks that differ from the undisturbed class": len(different(expected, found)),
        "marks compared": sum(map(len, found.values())),
        "feedback pages": len(_pages(course)),
        "left over": sorted(_left() - before),
    }


def _class(count: int, name: str = "class") -> MeasuredCourse:
    made = MeasuredCourse(Path("/tmp") / name, Course.find(ROOT), UNIT, None)
    with (made.root / "course_config.py").open("a") as config:
        config.write(LIMITS)
    made.generate()
    made.hand_in(range(count))
    return made


def _spoil(notebook: Path, trouble: str | None) -> None:
    if trouble is None:
        notebook.write_text("<html>Sign in to continue</html>")
        return
    told = json.loads(notebook.read_text("utf-8"))
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": trouble}
    told["cells"].insert(1, {**cell, "id": "trouble"})
    notebook.write_text(json.dumps(told), "utf-8")


def _grade(course: MeasuredCourse) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from autograde.cli import main; main()", "grade", UNIT]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=course.root, env=environment(), stdout=quiet, stderr=quiet)


class _Memory:
    """Looks at the memory of a process as long as it lives."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = psutil.Process(process.pid)
        self._seen: list[int] = []
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            try:
                self._seen.append(self._process.memory_info().rss)
            except psutil.NoSuchProcess:
                return
            time.sleep(0.2)

    def by_tenths(self) -> list[int]:
        """Return the megabytes at nine moments, evenly spaced."""
        seen = [size for size in self._seen if size]
        return [round(seen[len(seen) * tenth // 10] / 1e6) for tenth in range(1, 10)]


def _left() -> set[str]:
    """Return what stands in this layer besides the courses: processes, local sockets, temporary files."""
    time.sleep(1)
    processes = {
        f"process {process.pid} {' '.join(process.cmdline())[-80:]}"
        for process in psutil.process_iter()
        if process.status() != psutil.STATUS_ZOMBIE
    }
    sockets = {
        f"socket {line.split()[-1]}"
        for line in Path("/proc/net/unix").read_text().splitlines()
        if "/" in line or "@" in line
    }
    files = {f"file {path}" for path in Path("/tmp").iterdir()}
    return processes | sockets | files


def _pages(course: MeasuredCourse) -> list[Path]:
    return list((course.root / "feedback").glob("*/*/*.html"))


def _sum(marks: dict[str, float | None]) -> str:
    if not marks or None in marks.values():
        return "needs a person"
    return f"{sum(filter(None, marks.values())):g} points"


def inside() -> None:
    """Do what the command line says, inside the outer layer."""
    what, *numbers = sys.argv[1:]
    print(json.dumps({"trouble": trouble, "interrupted": interrupted}[what](*map(int, numbers))))


if __name__ == "__main__":
    main()
