"""docs/units.md: every unit's answers, with arguments and returns, and what each of its tests earns.

render(course)      # the text, from the sources
write(course)       # puts it in place
is_stale(course)    # is the file other than the sources say?
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograde.cells import Cell, binds_answers, bound_names, grade_id, is_test, is_written, parse, points
from autograde.course import Course
from autograde.facts import bonus
from autograde.source import read

OPENING = """# Units

Made by `autograde build` from `source/`; change it there. An *answer* is a name that students bind; it is
graded as described here whatever else their notebook holds. A unit has 20 points and 600 to 1,000 words of
teaching in each language; the ungraded ones, u00 and the challenge, have 0 points and 400 to 700 words. Five
units have a bonus on top, which is extra credit: see [decision 10](decisions/0010-bonus.md).
"""


def path(course: Course) -> Path:
    """Return where the list lives."""
    return course.root / "docs" / "units.md"


def render(course: Course) -> str:
    """Return the list of all units as Markdown.

    Raises:
        NeedsPerson: a source can't be read.
    """
    return "\n".join([OPENING, *(_unit(unit.name, read(unit)) for unit in course.units())])


def write(course: Course) -> Path:
    """Bring `docs/units.md` up to date, and return its path."""
    target = path(course)
    if is_stale(course):
        target.parent.mkdir(exist_ok=True)
        temporary = target.with_suffix(".tmp")
        temporary.write_text(render(course), "utf-8")
        temporary.replace(target)
    return target


def is_stale(course: Course) -> bool:
    """Tell whether `docs/units.md` is missing or says other than the sources."""
    target = path(course)
    return not target.is_file() or target.read_text("utf-8") != render(course)


def answers(cell: Cell) -> list[tuple[str, str]]:
    """Return the answers of an exercise's cell: signatures, each with its docstring's first paragraph.

    Raises:
        SyntaxError: the cell isn't Python.
    """
    found: list[tuple[str, str]] = []
    described: set[str] = set()
    for node in parse(cell.source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            documented = (ast.get_docstring(node) or "").split("\n\n")[0]
            found.append((_signature(node), " ".join(documented.split())))
            described.add(node.name)
    return found + [(name, "variable") for name in sorted(bound_names(cell.source) - described)]


def _unit(name: str, notebook: Any) -> str:
    lines = [f"## {name}", "", "| cell | answer | what it is |", "|---|---|---|"]
    for cell in notebook.cells:
        if binds_answers(cell):
            for signature, what in answers(cell):
                lines.append(f"| `{grade_id(cell)}` | `{signature}` | {_in_table(what)} |")
        elif is_written(cell):
            lines.append(f"| `{grade_id(cell)}` | a text | marked by a person |")
    lines += ["", "| graded cell | points | by |", "|---|---|---|", *_graded(notebook), ""]
    return "\n".join(lines)


def _graded(notebook: Any) -> Iterator[str]:
    total = extra = 0.0
    for cell in notebook.cells:
        if is_test(cell) or is_written(cell):
            beyond = bonus(cell.source) if is_test(cell) else 0.0
            total, extra = total + points(cell), extra + beyond
            worth = _worth(points(cell), beyond)
            yield f"| `{grade_id(cell)}` | {worth} | {'machine' if is_test(cell) else 'a person'} |"
    yield f"| all | {_worth(total, extra)} | |"


def _worth(credit: float, extra: float) -> str:
    return f"{credit:g} + {extra:g} bonus" if extra else f"{credit:g}"


def _signature(node: ast.FunctionDef | ast.ClassDef) -> str:
    if isinstance(node, ast.ClassDef):
        bases = ", ".join(ast.unparse(base) for base in node.bases)
        return f"class {node.name}({bases})" if bases else f"class {node.name}"
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return _in_table(f"{node.name}({ast.unparse(node.args)}){returns}")


def _in_table(text: str) -> str:
    """Escape what would end a table's cell."""
    return text.replace("|", "\\|")
