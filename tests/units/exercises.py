"""Runs a unit's own test cells on any answers, in this process: for code that is ours, never a student's."""

import contextlib
import linecache
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import keras
import nbformat

from autograde import cells
from autograde.course import Course
from autograde.source import read
from grader_tests import CheckFailed
from grader_tests.failures import Failure

STUB = "raise NotImplementedError()"
_numbers = count(1)


@dataclass
class Exercise:
    """A task, the cell that answers it and the cells that test the answer."""

    answers: dict[str, str] = field(default_factory=dict)
    tests: dict[str, str] = field(default_factory=dict)


class UnitUnderTest:
    """One unit; its setup cells run once.

    Args:
        course: that the unit belongs to.
        name: of the unit.
        folder: to run in: it gets what the examiner's folder has, the unit's data and `heldout/`.
    """

    def __init__(self, course: Course, name: str, folder: Path) -> None:
        self.course = course
        self.name = name
        for kept, place in (
            (course.unit(name).folder, folder),
            (course.root / "heldout" / name, folder / "heldout"),
        ):
            if kept.is_dir():
                ignored = shutil.ignore_patterns("*.md", "*.ipynb")
                shutil.copytree(kept, place, dirs_exist_ok=True, ignore=ignored)
        self.folder = folder
        notebook = read(self.course.unit(name))
        self.exercises: list[Exercise] = []
        self._setup: dict[str, object] = {}
        with contextlib.chdir(folder):
            self._read(notebook)

    def _read(self, notebook: nbformat.NotebookNode) -> None:
        keras.utils.set_random_seed(0)
        for cell in notebook.cells:
            if "task" in cells.tags(cell) and cells.language_of(cell) == "ru":
                self.exercises.append(Exercise())
            elif cell.cell_type != "code":
                continue
            elif "setup" in cells.tags(cell):
                run(cell.source, self._setup)
            elif cells.is_test(cell):
                self.exercises[-1].tests[cell.metadata.nbgrader.grade_id] = cell.source
            elif cells.binds_answers(cell):
                self.exercises[-1].answers[cell.metadata.nbgrader.grade_id] = cell.source
        path = self.course.release(self.name, "ru") / f"{self.name}.ipynb"
        release = nbformat.read(path, as_version=4)
        self.stubs = {
            cell.metadata.nbgrader.grade_id: cell.source
            for cell in release.cells
            if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")
        }

    def failures(
        self, answers: Mapping[str, str], exercises: list[Exercise] | None = None, seed: int = 1
    ) -> Iterator[tuple[str, Failure]]:
        """Yield each test cell that fails, of some exercises (default: all), and why.

        Args:
            answers: grade_id → code in place of the source's solution.
            exercises: whose test cells run.
            seed: of Python, NumPy and Keras.
        """
        with contextlib.chdir(self.folder):
            yield from self._failures(answers, self.exercises if exercises is None else exercises, seed)

    def _failures(
        self, answers: Mapping[str, str], exercises: list[Exercise], seed: int
    ) -> Iterator[tuple[str, Failure]]:
        names = dict(self._setup)
        keras.utils.set_random_seed(seed)
        for exercise in exercises:
            for grade_id, source in exercise.answers.items():
                run(answers.get(grade_id, source), names)
            for grade_id, source in exercise.tests.items():
                try:
                    run(source, names)
                except CheckFailed as failed:
                    yield grade_id, failed.failure


def run(source: str, names: dict[str, object]) -> None:
    """Run a cell's code; its lines can be looked up as those of a notebook's cell can."""
    file = f"<ipython-input-{next(_numbers)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec"), names)  # noqa: S102 - our own cells
