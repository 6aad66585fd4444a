"""What a unit is audited with: its solution, its blank release, right answers and wrong ones.

    bank = Bank.read(course, course.unit("u03-regression"))
    for case in bank.cases(seeds=10):
        case.name, case.must_fail, bank.notebook(case)

Cases are written by hand in tests/units/<unit>/{mutants,equivalents}/ or generated from the solution. The
exercises of a unit are independent, so a case that changes one of them is run without the others; whether
they are independent is what the solution and the blanked cases show, which are run whole. So a unit is
audited in parts, and a part whose code did not change need not be audited again.
"""

from __future__ import annotations

import copy
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograde import cells
from autograde.audit.mutation import mutants
from autograde.audit.spelling import equivalents
from autograde.course import Course, Unit
from autograde.errors import NeedsPerson
from autograde.outline import Outline
from autograde.samples import Sample, read_sample
from autograde.source import read

Kind = Literal["solution", "release", "blank", "mutant", "equivalent", "harmless"]
STUB = "raise NotImplementedError()"
WHOLE = "whole"
HARMLESS = "harmless.toml"
# Their verdict follows from what was learned, so chance has a part in it.
OF_CHANCE = frozenset({"check_reaches", "check_learns", "check_trained", "check_history"})


@dataclass(frozen=True)
class Exercise:
    """A task, by the grade_ids of the cells that answer it and of those that test the answer.

    Args:
        number: from 1.
        answers: cells; those that are given complete are among them.
        blanks: those of them that the release holds empty.
        tests: cells.
        points: of the task that its checks name.
        by_chance: tests whose verdict follows from training.
    """

    number: int
    answers: tuple[str, ...]
    blanks: tuple[str, ...]
    tests: tuple[str, ...]
    points: frozenset[int]
    by_chance: frozenset[str]


@dataclass(frozen=True)
class Part:
    """Exercises whose cases depend on their own cells alone: one, or several that a case changes together.

    Args:
        name: the first answer of each: `u03-build`, `u03-build, u03-train`.
        exercises: in order.
    """

    name: str
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class Case:
    """One notebook to grade, and what its tests must say.

    Args:
        name: unique within the unit: `mutants/no-scaling`, `u01-scale/axis-3`.
        kind: what it is; `harmless` for a generated mutant that a person found to be right.
        title: a phrase.
        answers: grade_id → the cells that stand in its place.
        must_fail: tests that must fail, all others must pass; None where any of `exercises` must, and no
            other.
        exercises: whose cells are run; all for none.
        seeds: with how many it is run.
        generated: whether an operator made it.
    """

    name: str
    kind: Kind
    title: str
    answers: Mapping[str, tuple[str, ...]]
    must_fail: frozenset[str] | None
    exercises: tuple[Exercise, ...] = ()
    seeds: int = 1
    generated: bool = False


@dataclass(frozen=True)
class Bank:
    """All cases of a unit.

    Args:
        unit: the unit.
        source: its notebook, with solutions and hidden tests.
        samples: cases written by hand.
        harmless: generated mutants that are right, by name, each with the reason.
    """

    unit: Unit
    source: NotebookNode
    samples: tuple[Sample, ...]
    harmless: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, course: Course, unit: Unit) -> Bank:
        """Return the cases of a unit.

        Raises:
            NeedsPerson: the source or a case can't be read.
        """
        folder = folder_of(course, unit)
        samples = [
            read_sample(path)
            for kind in ("equivalents", "mutants")
            for path in sorted(folder.glob(f"{kind}/*.py"))
        ]
        return cls(unit, read(unit), tuple(samples), _harmless(folder / HARMLESS))

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises in order."""
        outline = Outline(self.unit.name, list(self.source.cells))
        owner: dict[str, int] = {}
        number, inside = 0, False
        for cell in self.source.cells:
            begins = cells.is_task(cell) and not inside
            inside = cells.is_task(cell)
            number += begins
            if cells.binds_answers(cell):
                owner[str(cells.grade_id(cell))] = number
        found = []
        for number, task in enumerate(outline.tasks, start=1):
            answers = tuple(name for name, of in owner.items() if of == number)
            checks = {str(cells.grade_id(cell)): outline.checks(cell) for cell in task.tests}
            found.append(
                Exercise(
                    number=number,
                    answers=answers,
                    blanks=tuple(name for name in answers if name in self._solved),
                    tests=tuple(checks),
                    points=frozenset(
                        check.task for asked in checks.values() for check in asked if check.task is not None
                    ),
                    by_chance=frozenset(
                        name for name, asked in checks.items() if OF_CHANCE & {check.name for check in asked}
                    ),
                )
            )
        return tuple(exercise for exercise in found if exercise.tests)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The exercises by parts, in order; the cases that are run whole are a part of their own, `WHOLE`."""
        groups = [{one.number} for one in self.exercises]
        for sample in self.samples:
            together = {one.number for one in self._touched(sample)}
            joined = [group for group in groups if group & together]
            if len(joined) > 1:
                groups = [group for group in groups if not group & together] + [set().union(*joined)]
        found = []
        for group in sorted(groups, key=min):
            exercises = tuple(one for one in self.exercises if one.number in group)
            found.append(Part(", ".join((*one.answers, *one.tests)[0] for one in exercises), exercises))
        return tuple(found)

    def part_of(self, case: Case) -> str:
        """Return the name of the part that a case belongs to."""
        return self.part_with(case.exercises[0].answers[0]) if case.exercises else WHOLE

    def part_with(self, name: str) -> str:
        """Return the name of the part that an answer's cell belongs to."""
        found = (part.name for part in self.parts if any(name in one.answers for one in part.exercises))
        return next(found, WHOLE)

    def samples_of(self, part: str) -> tuple[Sample, ...]:
        """Return the cases by hand of a part."""
        return tuple(one for one in self.samples if any(self.part_with(name) == part for name in one.cells))

    @cached_property
    def _solved(self) -> dict[str, str]:
        """The solution of every blank."""
        return {
            str(cells.grade_id(cell)): without_marks(cell.source)
            for cell in self.source.cells
            if cells.is_solution(cell)
        }

    @cached_property
    def _given(self) -> frozenset[str]:
        names = (cells.bound_names(cell.source) for cell in self.source.cells if cells.is_setup(cell))
        return frozenset().union(*names)

    def cases(self, seeds: int) -> Iterator[Case]:
        """Yield every case.

        Args:
            seeds: with how many a case is run where chance matters.
        """
        yield Case("solution", "solution", "the solution", {}, frozenset(), seeds=seeds)
        empty = dict.fromkeys(self._solved, (STUB,))
        tried = [exercise for exercise in self.exercises if exercise.blanks]
        tests = frozenset(test for exercise in tried for test in exercise.tests)
        yield Case("release", "release", "nothing was written", empty, tests)
        for exercise in tried:
            blank = dict.fromkeys(exercise.blanks, (STUB,))
            title = f"exercise {exercise.number} left empty"
            yield Case(f"blank/{exercise.number}", "blank", title, blank, frozenset(exercise.tests))
        for sample in self.samples:
            yield self._by_hand(sample, seeds)
        for exercise in tried:
            yield from self._generated(exercise, seeds)

    def _by_hand(self, sample: Sample, seeds: int) -> Case:
        kind: Kind = "mutant" if sample.path.parent.name == "mutants" else "equivalent"
        touched = self._touched(sample)
        if not touched:
            raise NeedsPerson(f"{sample.path} changes no answer of {self.unit.name}.")
        if (kind == "mutant") != bool(sample.fails):
            raise NeedsPerson(f"{sample.path}: a mutant fails a test cell, an equivalent fails none.")
        chance = frozenset().union(*(one.by_chance for one in touched))
        # The strongest mutants of a threshold are those that nothing else catches.
        varies = bool(chance) if kind == "equivalent" else set(sample.fails) <= chance
        return Case(
            name=f"{sample.path.parent.name}/{sample.path.stem}",
            kind=kind,
            title=sample.title,
            answers={name: (text,) for name, text in sample.cells.items()},
            must_fail=frozenset(sample.fails),
            exercises=touched,
            seeds=seeds if varies else 1,
        )

    def _touched(self, sample: Sample) -> tuple[Exercise, ...]:
        return tuple(one for one in self.exercises if set(one.answers) & set(sample.cells))

    def _generated(self, exercise: Exercise, seeds: int) -> Iterator[Case]:
        for name in exercise.blanks:
            solution = self._solved[name]
            seen: Counter[str] = Counter()
            for change in mutants(solution, self._given):
                case_name = f"{name}/{change.operator}: {change.told} (line {change.line})"
                seen[case_name] += 1
                if seen[case_name] > 1:  # the same on the same line, at another place
                    case_name += f" {seen[case_name]}"
                reason = self.harmless.get(case_name)
                yield Case(
                    name=case_name,
                    kind="mutant" if reason is None else "harmless",
                    title=reason or change.told,
                    answers={name: (change.source,)},
                    must_fail=None if reason is None else frozenset(),
                    exercises=(exercise,),
                    generated=True,
                )
            for spelling in equivalents(solution):
                yield Case(
                    name=f"{name}/{spelling.operator}",
                    kind="equivalent",
                    title=spelling.told,
                    answers={name: spelling.cells},
                    must_fail=frozenset(),
                    exercises=(exercise,),
                    seeds=seeds if exercise.by_chance else 1,
                    generated=True,
                )

    def notebook(self, case: Case) -> NotebookNode:
        """Return the notebook of a case, as it is when nbgrader's own steps have prepared it."""
        notebook = copy.deepcopy(self.source)
        kept = []
        for cell in notebook.cells:
            if not is_run(cell, case.exercises):
                continue
            if cells.binds_answers(cell):
                name = cells.grade_id(cell)
                first, *more = case.answers.get(str(name), (without_marks(cell.source),))
                cell.source = first
                kept += [cell, *(new_code_cell(text) for text in more)]
            else:
                kept.append(cell)
        notebook.cells = kept
        return notebook


def folder_of(course: Course, unit: Unit) -> Path:
    """Return where a unit's cases and the record of its audit are."""
    return course.root / "tests" / "units" / unit.name


def is_run(cell: cells.Cell, exercises: Sequence[Exercise]) -> bool:
    """Say whether a cell is run in a case of these exercises, of none: in one that is run whole."""
    wanted = {name for one in exercises for name in (*one.answers, *one.tests)}
    return cells.is_code(cell) and (not wanted or cells.is_setup(cell) or str(cells.grade_id(cell)) in wanted)


def without_marks(source: str) -> str:
    """Return a solution cell as a student would have written it."""
    lines = source.split("\n")
    return "\n".join(line for line in lines if not any(mark in line for mark in cells.SOLUTION))


def _harmless(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise NeedsPerson(f"{path} is not TOML: {error}") from None
    for name, reason in told.items():
        if not isinstance(reason, str) or not reason.strip():
            raise NeedsPerson(f'{path}: write "{name}" = "why it is right".')
    return dict(told)
