"""Rules of a unit's hints: every blank has two, in both languages, and neither gives the solution.

for advice in hint_problems(course.unit("u01-workflow"), read(unit)):
    print(advice)
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from typing import Any

from autograde.cells import SOLUTION, bound_names, is_solution, parse, regions
from autograde.course import LANGUAGES, Unit
from grader_tests.hints import HINTS, LEVELS


def hint_problems(unit: Unit, notebook: Any) -> Iterator[str]:
    """Yield what is to be mended in a unit's `hints.toml`; nothing for a unit that has none.

    Args:
        unit: the unit.
        notebook: its source.
    """
    path = unit.folder / HINTS
    if not path.is_file():
        return
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield f"{path} is not TOML: {error}"
        return
    blanks = {name: cell for cell in filter(is_solution, notebook.cells) for name in bound_names(cell.source)}
    solved = {name: cell for name, cell in blanks.items() if _is_asked(name, cell)}
    for name in sorted(set(told) - set(blanks)):
        yield f"{path}: {name} is no answer of {unit.name}"
    for name in sorted(set(solved) - set(told)):
        yield f"{path}: {name} has no hints: write [{name}] with nudge and more"
    for name, cell in sorted((name, blanks[name]) for name in set(told) & set(blanks)):
        lines = {line.strip() for line in regions(cell.source, SOLUTION)[1] if len(line.strip()) > 15}
        for level, _ in LEVELS:
            for language in LANGUAGES:
                hint = told[name].get(level, {}).get(language)
                if not isinstance(hint, str) or not hint.strip():
                    yield f"{path}: {name} has no {level}.{language}"
                elif any(line in hint for line in lines):
                    yield f"{path}: {name}, {level}.{language} gives a line of the solution away"


def _is_asked(name: str, cell: Any) -> bool:
    """Tell whether a name of a blank is for the student to write: the solution stands inside it."""
    region = [number for number, line in enumerate(cell.source.split("\n"), start=1) if SOLUTION[0] in line]
    for node in parse(cell.source).body:
        if getattr(node, "name", None) == name and isinstance(node, ast.FunctionDef | ast.ClassDef):
            return any(node.lineno <= number <= (node.end_lineno or 0) + 1 for number in region)
    return True
