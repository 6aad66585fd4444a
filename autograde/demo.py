"""A sample class: written for the purpose, graded as any other, and compared with what each must get.

outcome, surprises = run(course, progress=show)
surprises == []
for unit in course.units():                     # six students who take the whole course
    run(course, unit.name, six(course, unit.name))
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograde.course import Course
from autograde.errors import NeedsPerson
from autograde.grading import Outcome, Progress, grade
from autograde.marks import Mark
from autograde.samples import Sample, read_samples, write

UNIT = "u01-workflow"
PREFIX = "demo-"
SIX = 6
Class = Mapping[str, Sample]  # student → what they hand in


@dataclass(frozen=True)
class Surprise:
    """A sample that did not get what its file says."""

    unit: str
    student: str
    expected: str
    got: str


def everyone(course: Course, unit: str = UNIT) -> Class:
    """Return the sample class of a unit: a student for each sample with `demo: true`, named as its file.

    Raises:
        NeedsPerson: there are no such samples, or one of them is damaged.
    """
    samples = [sample for sample in read_samples(course, unit) if sample.demo]
    if not samples:
        raise NeedsPerson(
            f"There are no samples with `demo: true` in {course.root / 'tests' / 'units' / unit}."
        )
    return {PREFIX + sample.name: sample for sample in samples}


def six(course: Course, unit: str) -> Class:
    """Return a class of six, the same students in every unit: one all right, one all blank, others between.

    Raises:
        NeedsPerson: a sample is damaged.
    """
    whole = [
        sample for sample in read_samples(course, unit) if not (sample.not_a_notebook or sample.needs_person)
    ]
    ends = [sample for sample in whole if _is_end(sample)]
    between = sorted((sample for sample in whole if not _is_end(sample)), key=_interest)
    chosen = [*ends, *_varied(between)][:SIX]
    return {f"{PREFIX}{number}": sample for number, sample in enumerate(chosen, start=1)}


def _is_end(sample: Sample) -> bool:
    return sample.path.parent.name == "samples" and sample.name in ("solution", "untouched")


def _interest(sample: Sample) -> tuple[bool, bool, str]:
    """Return where a sample stands in the choice: of the demo before others, wrong before right."""
    return not sample.demo, sample.path.parent.name != "mutants", sample.name


def _varied(samples: Sequence[Sample]) -> list[Sample]:
    """Return the samples with those first that fail what none before them fails."""
    failed: set[str] = set()
    first: list[Sample] = []
    later: list[Sample] = []
    for sample in samples:
        (later if failed & set(sample.fails) else first).append(sample)
        failed |= set(sample.fails)
    return [*first, *later]


def place(course: Course, unit: str = UNIT, those: Class | None = None) -> Class:
    """Put a class into submitted/, in place of an earlier one; other submissions stay as they are.

    A sample that has not changed since is left alone, so that it need not be graded again.

    Args:
        course: that the unit belongs to.
        unit: the unit.
        those: the class; by default everyone.

    Returns:
        The class.

    Raises:
        NeedsPerson: there are no samples, or one of them is damaged.
    """
    those = everyone(course, unit) if those is None else those
    submitted = course.root / "submitted"
    for old in submitted.glob(f"{PREFIX}*"):
        if old.name not in those:
            shutil.rmtree(old)
    for student, sample in those.items():
        folder = submitted / student / unit
        fresh = folder.with_name(f".{unit}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.parent.mkdir(parents=True, exist_ok=True)
        write(sample, course, unit, fresh)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    return those


def run(
    course: Course,
    unit: str = UNIT,
    those: Class | None = None,
    *,
    progress: Callable[[Progress], None] = lambda step: None,
) -> tuple[Outcome, list[Surprise]]:
    """Place a class and grade it. Return its marks, and where they are not what the samples say.

    Raises:
        NeedsPerson: as `place` and `grade`.
    """
    those = place(course, unit, those)
    outcome = grade(course, unit, student=set(those), progress=progress)
    return outcome, compare(unit, those, outcome.marks)


def compare(unit: str, those: Class, marks: Sequence[Mark]) -> list[Surprise]:
    """Return the students whose mark, or whose failing cells, are others than their samples say."""
    found = {mark.student: mark for mark in marks}
    surprises = []
    for student, sample in those.items():
        mark = found.get(student)
        expected = _says(sample.needs_person, sample.mark, sample.fails)
        got = "no mark at all"
        if mark is not None:
            got = _says(mark.status != "graded", mark.score, [loss.grade_id for loss in mark.losses])
        if expected != got:
            surprises.append(Surprise(unit, student, expected, got))
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
