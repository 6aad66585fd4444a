"""This engine beside stock nbgrader: the same submissions, on the same machine, in one run.

    figures = measure(course, count=48, stock=6)
    figures["b01-digits"]["stock ÷ ours, cold store"]

A class of distinct submissions of the two units in bench/units/ (one trains, one does not) is graded by plain
`nbgrader autograde` and by `autograde grade`; then again after a test cell was changed, and once more with
nothing changed. Compared are ratios of one run: machines are shared. Times of a class are differences of two
runs, so that the start of a program does not count; it is measured apart. Bytecode is compiled before.
"""

from __future__ import annotations

import compileall
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbgrader.api import Gradebook

from autograde.audit.gate import DRAFT
from autograde.course import Course
from autograde.errors import NeedsPerson

UNITS = ("b01-digits", "b02-model")
ONE_THREAD = ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
OURS = ("course_config.py", "nbgrader_config.py")
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.Execute.timeout = 120
c.ClearMarkScheme.enforce_metadata = False
"""
ALONE_TIMES = 3
# In one of eight each; they take as long as what is right.
MISTAKES = {3: ('activation="relu"', 'activation="linear"'), 5: ("== y", "!= y")}
# What the students' code and the test cells need by themselves: one process that has imported everything.
ALONE = """
import os, sys, time
os.environ.update({"TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": "tensorflow"})
import keras, sklearn.datasets, grader_tests
import nbformat
cells = [cell.source for cell in nbformat.read(sys.argv[1], 4).cells if cell.cell_type == "code"]
names, began = {}, time.process_time()
for source in cells:
    exec(source, names)
print("CPU", time.process_time() - began)
"""


@dataclass(frozen=True)
class Cost:
    """Seconds of one run: of the wall clock, and of all processors together."""

    wall: float
    cpu: float

    def minus(self, other: Cost, count: int) -> Cost:
        """Return what one of `count` submissions cost by which this run had more."""
        return Cost((self.wall - other.wall) / count, (self.cpu - other.cpu) / count)


Scores = dict[str, dict[str, float | None]]
"""Points by student and test; None where a person must mark."""


def different(expected: Scores, found: Scores) -> list[tuple[str, str]]:
    """Return the student and test of each expected mark that another gradebook gives differently, or not."""
    return [
        (student, test)
        for student, marks in sorted(expected.items())
        for test, mark in sorted(marks.items())
        if student not in found or test not in found[student] or found[student][test] != mark
    ]


def measure(
    course: Course, count: int, stock: int, say: Callable[[str], None] = lambda line: None
) -> dict[str, Any]:
    """Return the figures of both units and what they were measured with.

    Args:
        course: whose settings are used; its bench/units/ hold the units.
        count: submissions of a class, 8 or more.
        stock: how many of them stock nbgrader grades; the figure is per submission.
        say: called with a line before each step.
    """
    say("compiling bytecode")
    compileall.compile_path(quiet=2)
    figures: dict[str, Any] = {unit: _unit(course, unit, count, stock, say) for unit in UNITS}
    figures["with"] = {
        "cores": len(os.sched_getaffinity(0)),
        "submissions": count,
        "of stock": stock,
        "Python": platform.python_version(),
        **{name: version(name) for name in ("nbgrader", "keras", "tensorflow", "ipykernel", "nbclient")},
    }
    return figures


def _unit(course: Course, unit: str, count: int, stock: int, say: Callable[[str], None]) -> dict[str, Any]:
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        say(f"{unit}: {stock + 1} submissions by stock nbgrader")
        stocks = MeasuredCourse(Path(folder) / "stock", course, unit, STOCK)
        stocks.hand_in(range(stock + 1))
        stocks.generate()
        one = stocks.nbgrader("autograde", unit, "--force", "--student", "s000")
        theirs = stocks.nbgrader("autograde", unit, "--force").minus(one, stock)
        theirs_scores = stocks.scores()
        alone = statistics.mean(stocks.alone(cores) for _ in range(ALONE_TIMES))

        ours = MeasuredCourse(Path(folder) / "ours", course, unit, None)
        ours.generate()
        few = count // 6
        say(f"{unit}: {few}, then {count - few} submissions by autograde grade, with an empty store")
        ours.hand_in(range(few))
        first = ours.grade()
        ours.hand_in(range(few, count))
        rest = ours.grade()
        cold = rest.minus(first, count - 2 * few)
        phases = ours.phases
        students, tests = (phases[name] / (count - few) for name in ("students", "tests"))
        say(f"{unit}: the same with nothing changed, then after a test cell was changed")
        nothing = ours.grade()
        ours.change_a_test()
        one = ours.grade("--regrade", "--student", "s000")
        regraded = ours.grade("--regrade").minus(one, count - 1)
        differing = different(theirs_scores, ours.scores())
        if differing:
            raise NeedsPerson(f"{unit}: stock nbgrader and this engine differ at {differing[:3]}")
    return {
        "stock, wall s": theirs.wall,
        "stock, CPU s": theirs.cpu,
        "students' and tests' own CPU s": alone,
        "ours, cold store, wall s": cold.wall,
        "ours, cold store, CPU s": cold.cpu,
        "of it in students' kernels, CPU s": students,
        "of it in the tests' kernels, CPU s": tests,
        "of it elsewhere, CPU s": cold.cpu - students - tests,
        "stock ÷ ours, cold store": theirs.wall / cold.wall,
        "own CPU ÷ (cores × wall), cold store": alone / (cores * cold.wall),
        "CPU spent ÷ own CPU": cold.cpu / alone,
        "ours, one test changed, wall s": regraded.wall,
        "ours, one test changed, CPU s": regraded.cpu,
        "stock ÷ ours, one test changed": theirs.wall / regraded.wall,
        "nothing changed, the whole class, wall s": nothing.wall,
        "start, before the first submission, wall s": nothing.wall,
        "phases of the class, s": phases,
        "marks compared with stock's, test by test": sum(map(len, theirs_scores.values())),
    }


class MeasuredCourse:
    """A course of one bench unit in a folder of its own."""

    def __init__(self, root: Path, course: Course, unit: str, stock: str | None) -> None:
        self.root, self.unit = root, unit
        self.phases: dict[str, float] = {}
        self.source = root / "source" / unit / f"{unit}.md"
        self.source.parent.mkdir(parents=True)
        shutil.copy(course.root / "bench" / "units" / f"{unit}.md", self.source)
        if stock is None:
            for name in OURS:
                shutil.copy(course.root / name, root)
        else:
            (root / "nbgrader_config.py").write_text(stock, encoding="utf-8")
            jupytext.write(jupytext.read(self.source), self.source.with_suffix(".ipynb"))
            self.source.unlink()
        self._solved = jupytext.read(course.root / "bench" / "units" / f"{unit}.md")

    def generate(self) -> None:
        """Release the unit."""
        self.nbgrader("generate_assignment", self.unit)

    def hand_in(self, numbers: range) -> None:
        """Write submissions: the solution, each a little different, and some of them wrong."""
        for number in numbers:
            notebook = nbformat.from_dict(self._solved)
            for cell in notebook.cells:
                if not cell.metadata.get("nbgrader", {}).get("solution"):
                    continue
                lines = cell.source.split("\n")
                cell.source = "\n".join(line for line in lines if not line.strip().startswith("###"))
                # Of another width each: what the tests ask and get differs too, so no verdict serves two.
                cell.source = cell.source.replace("layers.Dense(32,", f"layers.Dense({32 + number},")
                cell.source = cell.source.replace(*MISTAKES.get(number % 8, ("", "")))
            path = self.root / "submitted" / f"s{number:03}" / self.unit / f"{self.unit}.ipynb"
            path.parent.mkdir(parents=True)
            nbformat.write(notebook, path)

    def is_wrong(self, number: int) -> bool:
        """Say whether a submission has a mistake."""
        right, _ = MISTAKES.get(number % 8, (None, None))
        solutions = [
            cell.source for cell in self._solved.cells if cell.metadata.get("nbgrader", {}).get("solution")
        ]
        return right is not None and any(right in source for source in solutions)

    def change_a_test(self) -> None:
        """Change what a test cell asks, so that every answer is still right."""
        text = self.source.read_text("utf-8")
        old = "check_output(built, x_val, shape=(None, 10), low=0, high=1, sums_to=1, task=1)"
        if old not in text:
            raise NeedsPerson(f"{self.source} has no such test: {old}")
        self.source.write_text(text.replace(old, old.replace("low=0, ", "")), "utf-8")

    def scores(self) -> Scores:
        """Return what each test gave each student, as the gradebook has it."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            return {
                submission.student_id: {
                    grade.name: None if grade.needs_manual_grade else grade.auto_score
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                }
                for submission in gradebook.assignment_submissions(self.unit)
            }

    def nbgrader(self, *arguments: str) -> Cost:
        """Run one of nbgrader's commands. Return its cost, its kernels included."""
        return self._run(str(Path(sys.executable).with_name("nbgrader")), *arguments)

    def grade(self, *arguments: str) -> Cost:
        """Run `autograde grade`; `phases` are then those of its class."""
        told = self.root / "told.json"
        command = "from autograde.cli import main; main()"
        cost = self._run(sys.executable, "-c", command, "grade", self.unit, "--json", str(told), *arguments)
        self.phases = json.loads(told.read_text("utf-8"))["units"][0]["phases"]
        return cost

    def alone(self, at_once: int) -> float:
        """Return the CPU seconds of the cells of one submission, in one process, imports apart.

        Args:
            at_once: such processes, side by side: on a busy machine the same code takes more CPU time.
        """
        path = self.root / "submitted" / "s000" / self.unit / f"{self.unit}.ipynb"
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", ALONE, str(path)],
                env=environment() | dict.fromkeys(ONE_THREAD, "1"),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            for _ in range(at_once)
        ]
        return statistics.mean(float(each.communicate()[0].rsplit("CPU", 1)[1]) for each in processes)

    def _run(self, *command: str) -> Cost:
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run(
            command, cwd=self.root, env=environment(), capture_output=True, text=True, check=False
        )
        wall = time.monotonic() - began
        if done.returncode:
            raise NeedsPerson(f"{' '.join(command[-3:])} failed: {done.stderr.strip()[-1000:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def environment() -> dict[str, str]:
    """Return the variables of what is measured: bytecode may be compiled, and needs no audit."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    kept[DRAFT] = "1"  # nobody learns from these units: their tests need no audit
    return kept | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', os.defpath)}"}
