"""A sample class: written for the purpose, graded as any other, and compared with what each must get.

outcome, surprises = run(course, progress=show)
surprises == []
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograde.course import Course
from autograde.errors import NeedsPerson
from autograde.grading import Outcome, Progress, grade
from autograde.marks import Mark
from autograde.samples import Sample, read_samples, write

UNIT = "u01-workflow"
PREFIX = "demo-"


@dataclass(frozen=True)
class Surprise:
    """A sample that did not get what its file says."""

    student: str
    expected: str
    got: str


def place(course: Course, unit: str = UNIT) -> list[Sample]:
    """Put the sample class into submitted/, in place of an earlier one; other submissions stay as they are.

    A sample that has not changed since is left alone, so that it need not be graded again.

    Raises:
        NeedsPerson: there are no samples, or one of them is damaged.
    """
    samples = [sample for sample in read_samples(course, unit) if sample.demo]
    if not samples:
        raise NeedsPerson(
            f"There are no samples with `demo: true` in {course.root / 'tests' / 'units' / unit}."
        )
    submitted = course.root / "submitted"
    names = {PREFIX + sample.name for sample in samples}
    for old in submitted.glob(f"{PREFIX}*"):
        if old.name not in names:
            shutil.rmtree(old)
    for sample in samples:
        folder = submitted / (PREFIX + sample.name) / unit
        fresh = folder.with_name(f".{unit}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.parent.mkdir(parents=True, exist_ok=True)
        write(sample, course, unit, fresh)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    return samples


def run(
    course: Course, unit: str = UNIT, *, progress: Callable[[Progress], None] = lambda step: None
) -> tuple[Outcome, list[Surprise]]:
    """Place the sample class and grade it. Return its marks, and where they are not what the samples say.

    Raises:
        NeedsPerson: as `place` and `grade`.
    """
    samples = place(course, unit)
    students = {PREFIX + sample.name for sample in samples}
    outcome = grade(course, unit, student=students, progress=progress)
    return outcome, compare(samples, outcome.marks)


def compare(samples: Sequence[Sample], marks: Sequence[Mark]) -> list[Surprise]:
    """Return the samples whose mark, or whose failing cells, are others than their files say."""
    found = {mark.student: mark for mark in marks}
    surprises = []
    for sample in samples:
        student = PREFIX + sample.name
        mark = found.get(student)
        expected = _says(sample.needs_person, sample.mark, sample.fails)
        got = "no mark at all"
        if mark is not None:
            got = _says(mark.status != "graded", mark.score, [loss.grade_id for loss in mark.losses])
        if expected != got:
            surprises.append(Surprise(student, expected, got))
    return surprises


def _says(needs_person: bool, mark: float | None, fails: Sequence[str]) -> str:
    if needs_person or mark is None:
        return "needs a person"
    return f"{mark:g} points, failing {', '.join(sorted(fails)) or 'nothing'}"


def feedback_page(course: Course, marks: Sequence[Mark], unit: str = UNIT) -> Path | None:
    """Return the page most worth opening: of somebody who lost points for a reason."""
    for mark in sorted(marks, key=lambda mark: (len(mark.losses) != 1, mark.student)):
        page = course.root / "feedback" / mark.student / unit / f"{unit}.html"
        if page.is_file():
            return page
    return None
