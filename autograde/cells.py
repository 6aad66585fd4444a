"""What the cells of a notebook are for, and which names their code binds.

    is_test(cell), is_solution(cell), is_setup(cell)
    language_of(cell)                     # "ru", "en" or None: a cell for every language
    bound_names(cell.source)              # {"split_data"}
    outside, inside = regions(cell.source, HIDDEN_TESTS)

The marks are nbgrader's metadata and Jupyter's tags: nothing of our own is written into a notebook.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

Cell = Any  # nbformat's NotebookNode, which is untyped

LANGUAGE_TAG = "lang-"
SOLUTION = ("BEGIN SOLUTION", "END SOLUTION")
HIDDEN_TESTS = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
MARK_SCHEME = ("BEGIN MARK SCHEME", "END MARK SCHEME")


def tags(cell: Cell) -> list[str]:
    """Return the tags of a cell."""
    return list(cell.metadata.get("tags", []))


def language_of(cell: Cell) -> str | None:
    """Return the language that a cell is written in, or None where it stands for all of them."""
    return next((tag.removeprefix(LANGUAGE_TAG) for tag in tags(cell) if tag.startswith(LANGUAGE_TAG)), None)


def nbgrader(cell: Cell) -> dict[str, Any]:
    """Return a cell's nbgrader metadata; empty for a cell that nbgrader leaves alone."""
    return dict(cell.metadata.get("nbgrader", {}))


def grade_id(cell: Cell) -> str | None:
    """Return the name under which the gradebook knows a cell, if it does."""
    return nbgrader(cell).get("grade_id")


def points(cell: Cell) -> float:
    """Return the points of a cell; 0 for one that earns none."""
    return float(nbgrader(cell).get("points") or 0) if nbgrader(cell).get("grade") else 0.0


def is_code(cell: Cell) -> bool:
    """Tell whether a cell holds code."""
    return bool(cell.cell_type == "code")


def is_solution(cell: Cell) -> bool:
    """Tell whether students write their code in this cell."""
    return is_code(cell) and bool(nbgrader(cell).get("solution"))


def binds_answers(cell: Cell) -> bool:
    """Tell whether an exercise's names come from this cell: students write in it, or find it complete.

    A complete cell has a grade_id too, so that its tests go by its name, and no mark of nbgrader.
    """
    meta = nbgrader(cell)
    given = bool(meta.get("grade_id")) and not meta.get("grade") and not meta.get("locked")
    return is_code(cell) and (is_solution(cell) or given)


def is_test(cell: Cell) -> bool:
    """Tell whether this cell grades an answer by machine."""
    return is_code(cell) and bool(nbgrader(cell).get("grade")) and not is_solution(cell)


def is_written(cell: Cell) -> bool:
    """Tell whether students write a text here that a person marks."""
    return not is_code(cell) and bool(nbgrader(cell).get("solution"))


def is_setup(cell: Cell) -> bool:
    """Tell whether this is instructor's code that tests need."""
    return is_code(cell) and "setup" in tags(cell)


def is_task(cell: Cell) -> bool:
    """Tell whether this cell states what an exercise asks for."""
    return not is_code(cell) and "task" in tags(cell)


def regions(text: str, marker: tuple[str, str]) -> tuple[list[str], list[str]]:
    """Split the lines of a cell into those outside and those inside regions; markers are in neither."""
    begin, end = marker
    outside: list[str] = []
    inside: list[str] = []
    current = outside
    for line in text.split("\n"):
        if begin in line:
            current = inside
        elif end in line:
            current = outside
        else:
            current.append(line)
    return outside, inside


def region_spans(text: str, marker: tuple[str, str]) -> list[tuple[int, int]]:
    """Return the first and last line number (from 1) of each region, its markers included.

    Raises:
        ValueError: a region is nested, never closed, or closed without being opened.
    """
    begin, end = marker
    spans: list[tuple[int, int]] = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if begin in line:
            if start:
                raise ValueError(f"{begin} on line {number} stands inside the region of line {start}")
            start = number
        elif end in line:
            if not start:
                raise ValueError(f"{end} on line {number} closes nothing")
            spans.append((start, number))
            start = 0
    if start:
        raise ValueError(f"{begin} on line {start} is never closed")
    return spans


@lru_cache(maxsize=1024)  # each rule of the lint asks again
def parse(source: str) -> ast.Module:
    """Parse the code of a cell; IPython's magics and `!` commands are allowed. Don't change the tree: it is
    kept.

    Raises:
        SyntaxError: the code isn't Python.
    """
    tree: ast.Module = ast.parse(TransformerManager().transform_cell(source))
    return tree


def bound_names(source: str, *, imports: bool = False) -> set[str]:
    """Return the names that a cell binds at its top level: functions, classes, variables; imports on request.

    Raises:
        SyntaxError: the code isn't Python.
    """
    return set(_bound_in(parse(source).body, imports))


def read_names(node: ast.AST) -> set[str]:
    """Return the names that a piece of code reads anywhere, however deep."""
    return {
        part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)
    }


def dotted(node: ast.AST) -> str | None:
    """Return `a.b.c` for a chain of attributes of a name; None for anything else."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id, *reversed(names)])


def imported(tree: ast.AST) -> dict[str, str]:
    """Return what each imported name stands for: `{"np": "numpy", "check": "grader_tests.check_array"}`."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                names[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def meant(node: ast.AST, imports: dict[str, str]) -> str | None:
    """Return the full name of what an expression names, imports resolved: `np.random.seed` is numpy's."""
    name = dotted(node)
    if name is None:
        return None
    first, _, rest = name.partition(".")
    return ".".join(filter(None, [imports.get(first, first), rest]))


def heading(cell: Cell) -> str:
    """Return a cell's first line of words, to name it by."""
    line = next((line for line in cell.source.split("\n") if re.search(r"\w", line)), "")
    return str(line).lstrip("# ").strip()[:40]


def _bound_in(body: list[ast.stmt], imports: bool) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
            continue
        for part in _same_scope(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                yield part.id
            elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield part.name
            elif isinstance(part, ast.Import | ast.ImportFrom) and imports:
                yield from imported(part)


def _same_scope(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a statement without entering the scopes of functions, classes and comprehensions."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield child
        elif not isinstance(child, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            yield from _same_scope(child)
