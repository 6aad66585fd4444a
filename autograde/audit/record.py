"""The record of a unit's last audit, kept beside its cases: without a valid one the unit is not released.

    write(course, unit, report, seeds=2)
    extend(course, unit, more, seeds=10)     # by what an audit beyond those seeds found
    problem(course, unit)           # None, or why the unit can't be released and what to do

A record holds as long as nothing changes that the audit followed from: the code and the tasks' places in the
unit's source, its files, its cases, the checks that it uses, and the operators that made the rest. A sentence
mended in a text costs no new audit. Versions of packages are noted, and don't count: an audit is no test of
TensorFlow.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from autograde import cells, source
from autograde.audit.cases import HARMLESS, folder_of
from autograde.audit.findings import Report
from autograde.cells import Cell
from autograde.course import Course, Unit

NAME = "audit.json"
_PROJECT = Path(__file__).parent.parent.parent
_LIBRARY = _PROJECT / "grader_tests"
_OPERATORS = ("cases", "findings", "mutation", "rewriting", "spelling")


def write(course: Course, unit: Unit, report: Report, seeds: int) -> Path:
    """Write the record of an audit; return its path."""
    path = folder_of(course, unit) / NAME
    told = {
        "unit": unit.name,
        "key": key(course, unit),
        "passed": not report.findings,
        "seeds": seeds,
        "runs": sum(len(runs) for runs in report.runs.values()),
        "cases": {
            "mutants by hand": report.count("mutant", generated=False),
            "mutants generated": report.count("mutant", generated=True),
            "of them harmless": report.count("harmless"),
            "equivalents by hand": report.count("equivalent", generated=False),
            "equivalents generated": report.count("equivalent", generated=True),
        },
        "findings": [str(finding) for finding in report.findings],
        "with": {name: version(name) for name in ("keras", "tensorflow", "numpy")},
    }
    _save(path, told)
    return path


def extend(course: Course, unit: Unit, report: Report, seeds: int) -> Path:
    """Add to a valid record what an audit found beyond its seeds; return its path.

    Args:
        course: that the unit belongs to.
        unit: the unit.
        report: of the audit beyond.
        seeds: that both have run together.
    """
    path = folder_of(course, unit) / NAME
    told = json.loads(path.read_text(encoding="utf-8"))
    told["seeds"] = seeds
    told["runs"] += sum(len(runs) for runs in report.runs.values())
    told["findings"] += [str(finding) for finding in report.findings]
    told["passed"] = not told["findings"]
    _save(path, told)
    return path


def read(course: Course, unit: Unit) -> dict[str, Any] | None:
    """Return the record of a unit's last audit; None where there is none, or it is damaged."""
    try:
        told = json.loads((folder_of(course, unit) / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def problem(course: Course, unit: Unit) -> str | None:
    """Return why a unit can't be released, and what to do; None where it can."""
    told = read(course, unit)
    if told is None:
        return f"{unit.name} was never audited: autograde audit {unit.name}"
    if told.get("key") != key(course, unit):
        return f"{unit.name} or its tests changed since the audit: autograde audit {unit.name}"
    if not told.get("passed"):
        first = next(iter(told.get("findings", [])), "no reason is recorded")
        return f"{unit.name} did not pass its audit ({first}): mend it, then autograde audit {unit.name}"
    return None


def key(course: Course, unit: Unit) -> str:
    """Return the hash of everything that an audit of the unit follows from."""
    digest = hashlib.sha256()
    folder = folder_of(course, unit)
    for cell in filter(_matters, source.read(unit).cells):
        code = cell.source if cells.is_code(cell) else ""
        told = [cell.cell_type, code, cells.tags(cell), cells.nbgrader(cell)]
        digest.update(json.dumps(told, sort_keys=True).encode() + b"\0")
    texts = {unit.markdown, unit.notebook}
    ours = [
        *(path for path in sorted(set(unit.folder.rglob("*")) - texts) if path.suffix != ".toml"),
        *sorted((course.root / "heldout" / unit.name).rglob("*")),
        *sorted(folder.glob("mutants/*.py")),
        *sorted(folder.glob("equivalents/*.py")),
        folder / HARMLESS,
    ]
    for path in ours:
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(course.root).parts):
            digest.update(f"{path.relative_to(course.root)}\0".encode() + path.read_bytes() + b"\0")
    here = Path(__file__).parent
    for path in (*modules_used(unit), *(here / f"{name}.py" for name in _OPERATORS)):
        digest.update(f"{path.relative_to(_PROJECT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _matters(cell: Cell) -> bool:
    """Tell whether an audit depends on a cell: on what it holds, or on its place among the others."""
    return cells.is_code(cell) or cells.is_task(cell) or bool(cells.nbgrader(cell))


def _save(path: Path, told: dict[str, Any]) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def modules_used(unit: Unit) -> list[Path]:
    """Return the modules of the library that a unit's checks need: other checks may change meanwhile."""
    waiting = set(_taken(unit))
    found: set[str] = set()
    while waiting:
        module = waiting.pop()
        found.add(module)
        waiting |= {other for _, other in _imports(_LIBRARY / f"{module}.py")} - found
    return [_LIBRARY / f"{module}.py" for module in sorted(found)]


def _taken(unit: Unit) -> Iterator[str]:
    """Yield the modules of the library that the cells of a unit take something from."""
    exported = dict(_imports(_LIBRARY / "__init__.py"))
    for cell in source.read(unit).cells:
        for node in ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ():
            if isinstance(node, ast.ImportFrom) and node.module == _LIBRARY.name:
                yield from (exported[alias.name] for alias in node.names if alias.name in exported)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{_LIBRARY.name}."):
                yield str(node.module).split(".")[1]


def _imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a module takes from others of the library: the name, and the module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("grader_tests"):
            for alias in node.names:
                inner = (node.module or "").removeprefix("grader_tests").lstrip(".")
                module = inner or alias.name
                if (_LIBRARY / f"{module}.py").is_file():
                    yield alias.name, module
