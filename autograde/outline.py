"""A source notebook as the rules of the lint see it: tasks with their tests, answers, calls of checks.

outline = Outline("u01-workflow", notebook.cells)
outline.tasks[0].numbers            # {"ru": {1, 2, 3}, "en": {1, 2, 3}}
outline.checks(cell)                # every call of a check in a test cell
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from functools import cached_property

from autograde.cells import (
    SOLUTION,
    Cell,
    binds_answers,
    bound_names,
    grade_id,
    heading,
    imported,
    is_code,
    is_setup,
    is_task,
    is_test,
    language_of,
    meant,
    parse,
    regions,
)
from autograde.course import LANGUAGES
from autograde.glossary import Stem
from autograde.prose import numbered_points

Finding = tuple[str, str]  # the cell's label, and what to do
UNGRADED = re.compile(r"u00-.+|u\d\d-challenge")  # names of units without points
LIBRARY = "grader_tests"


@dataclass(frozen=True)
class Check:
    """One call of a check in a test cell."""

    node: ast.Call
    name: str

    def argument(self, keyword: str) -> ast.expr | None:
        """Return what the call gives for a keyword."""
        return next((item.value for item in self.node.keywords if item.arg == keyword), None)

    @property
    def task(self) -> int | None:
        """The point of the task that the check names, where it is a plain number."""
        value = self.argument("task")
        literal = isinstance(value, ast.Constant) and type(value.value) is int
        return value.value if literal else None  # type: ignore[union-attr]  # `literal` says so


@dataclass
class Task:
    """An exercise: the pair of cells that states it, the points numbered there, and its test cells."""

    cells: list[Cell]
    numbers: dict[str, set[int]] = field(default_factory=lambda: {language: set() for language in LANGUAGES})
    tests: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """A notebook's cells, and what the rules ask about them."""

    unit: str
    cells: list[Cell]
    stems: tuple[Stem, ...] = ()

    @property
    def is_ungraded(self) -> bool:
        """Whether the unit gives no points: it teaches the way of working, or is an open task."""
        return bool(UNGRADED.fullmatch(self.unit))

    def label(self, cell: Cell) -> str:
        """Return how to find a cell: its grade_id, else its number and first words."""
        position = next(index for index, other in enumerate(self.cells, start=1) if other is cell)
        return grade_id(cell) or f"cell {position} ({heading(cell)})"

    @cached_property
    def tasks(self) -> list[Task]:
        """The exercises in order; a test cell belongs to the nearest task above it."""
        found: list[Task] = []
        previous: Cell | None = None
        for cell in self.cells:
            if is_task(cell):
                if previous is None or not is_task(previous):
                    found.append(Task([]))
                found[-1].cells.append(cell)
                language = language_of(cell)
                if language in LANGUAGES:
                    found[-1].numbers[language] |= numbered_points(cell.source)
            elif is_test(cell) and found:
                found[-1].tests.append(cell)
            previous = cell
        return found

    def task_of(self, test: Cell) -> Task | None:
        """Return the exercise that a test cell belongs to."""
        return next((task for task in self.tasks if any(cell is test for cell in task.tests)), None)

    @cached_property
    def answers(self) -> dict[str, Cell]:
        """Every name that an exercise's cell binds, and the first cell that does."""
        found: dict[str, Cell] = {}
        for cell in filter(binds_answers, self.cells):
            for name in bound_names(cell.source):
                found.setdefault(name, cell)
        return found

    @cached_property
    def imports(self) -> dict[str, str]:
        """What imported names stand for in setup and test cells: grading runs these without the others."""
        found: dict[str, str] = {}
        for cell in self.cells:
            if is_setup(cell) or is_test(cell):
                found |= imported(parse(cell.source))
        return found

    @cached_property
    def setup_names(self) -> set[str]:
        """Every name that setup cells bind."""
        return {
            name for cell in filter(is_setup, self.cells) for name in bound_names(cell.source, imports=True)
        }

    def checks(self, cell: Cell) -> list[Check]:
        """Return the calls of checks in a cell, in the order of the text."""
        found = [
            Check(node, name)
            for node in ast.walk(parse(cell.source))
            if isinstance(node, ast.Call) and (name := self.checks_name(node))
        ]
        return sorted(found, key=lambda check: (check.node.lineno, check.node.col_offset))

    def checks_name(self, node: ast.Call) -> str | None:
        """Return the name of the check that a call calls, or None if it calls something else."""
        library, _, name = (meant(node.func, self.imports) or "").rpartition(".")
        is_check = library.split(".")[0] == LIBRARY and name.startswith("check_")
        return name if is_check else None

    def is_lazy(self, node: ast.Call) -> bool:
        """Tell whether it is the library's `call(…)` or `probe(…)`: run later, by the check that gets it."""
        name = meant(node.func, self.imports) or ""
        return name.split(".")[0] == LIBRARY and name.endswith((".call", ".probe"))

    def open_lines(self, cell: Cell) -> list[str]:
        """Return a cell's lines outside its solution regions."""
        return regions(cell.source, SOLUTION)[0]

    def code(self) -> list[Cell]:
        """Return the cells of code."""
        return [cell for cell in self.cells if is_code(cell)]
