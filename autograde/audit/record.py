"""The record of a unit's last audit, kept beside its cases: without a valid one the unit is not released.

    began = keys(course, unit)
    keep(course, unit, audit(course, unit), 10, began)
    problem(course, unit)            # None, or why the unit can't be released and what to do
    so_far(course, unit)             # part -> with how many seeds: what need not be audited again

A record has a part for each exercise, and one for what is run whole. It holds as long as nothing changes that
the audit of the part followed from: the code of its cells and of those that set up, the unit's files, the
cases, the checks that are used, and the operators that made the rest. A sentence mended in a text or a hint
costs no new audit. Versions of packages are noted, and don't count: an audit is no test of TensorFlow.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any

from autograde import cells, source
from autograde.audit.cases import WHOLE, Bank, folder_of, is_run
from autograde.audit.findings import Report
from autograde.cells import Cell
from autograde.course import Course, Unit

NAME = "audit.json"
_PROJECT = Path(__file__).parent.parent.parent
_LIBRARY = _PROJECT / "grader_tests"
_OPERATORS = ("cases", "findings", "mutation", "rewriting", "spelling")
_KINDS = {
    ("mutant", False): "mutants by hand",
    ("mutant", True): "mutants generated",
    ("harmless", True): "of them harmless",
    ("equivalent", False): "equivalents by hand",
    ("equivalent", True): "equivalents generated",
}


def keep(course: Course, unit: Unit, report: Report, seeds: int, began: Mapping[str, str]) -> Path:
    """Write what an audit found into the unit's record; return its path.

    Parts that it went beyond get its runs and findings on top of their own.

    Args:
        course: that the unit belongs to.
        unit: the unit.
        report: of the audit.
        seeds: with how many it ran cases where chance matters, those of earlier audits included.
        began: `keys` when the audit began: what was changed meanwhile was not audited.
    """
    path = folder_of(course, unit) / NAME
    earlier = _read(path).get("parts", {})
    parts = {name: _part(report, name, hashed, earlier, seeds) for name, hashed in began.items()}
    packages = {name: version(name) for name in ("keras", "tensorflow", "numpy")}
    told = {"unit": unit.name, "parts": parts, "with": packages}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _part(report: Report, name: str, hashed: str, earlier: Mapping[str, Any], seeds: int) -> dict[str, Any]:
    cases = [case for case in report.cases if report.parts[case.name] == name]
    runs = sum(len(report.runs.get(case.name, ())) for case in cases)
    findings = [str(finding) for finding in report.findings if finding.part == name]
    if name in report.beyond:
        kept = earlier[name]
        more = {"runs": kept["runs"] + runs, "findings": kept["findings"] + findings}
        return {**kept, **more, "seeds": max(seeds, kept["seeds"])}
    kinds = Counter(
        _KINDS[case.kind, case.generated] for case in cases if (case.kind, case.generated) in _KINDS
    )
    return {
        "key": hashed,
        "seeds": seeds,
        "runs": runs,
        "cases": dict(sorted(kinds.items())),
        "findings": findings,
    }


def read(course: Course, unit: Unit) -> dict[str, Any] | None:
    """Return the record of a unit's last audit, with the sums of its parts; None where none can be read."""
    told = _read(folder_of(course, unit) / NAME)
    parts = told.get("parts", {}).values()
    if not parts:
        return None
    cases = Counter(dict.fromkeys(_KINDS.values(), 0))
    for part in parts:
        cases.update(part["cases"])
    findings = [finding for part in parts for finding in part["findings"]]
    sums = {
        "passed": not findings,
        "seeds": min(part["seeds"] for part in parts),
        "runs": sum(part["runs"] for part in parts),
        "cases": dict(cases),
        "findings": findings,
    }
    return {**told, **sums}


def problem(course: Course, unit: Unit) -> str | None:
    """Return why a unit can't be released, and what to do; None where it can."""
    told = read(course, unit)
    if told is None:
        return f"{unit.name} was never audited: autograde audit {unit.name}"
    kept = {name: part["key"] for name, part in told["parts"].items()}
    changed = [name for name, hashed in keys(course, unit).items() if kept.get(name) != hashed]
    if changed:
        return (
            f"{unit.name} or its tests changed since the audit ({'; '.join(changed)}): "
            f"autograde audit {unit.name} --extend"
        )
    if told["findings"]:
        todo = f"mend it, then autograde audit {unit.name} --extend"
        return f"{unit.name} did not pass its audit ({told['findings'][0]}): {todo}"
    return None


def so_far(course: Course, unit: Unit) -> dict[str, int]:
    """Return with how many seeds each part was audited that has not changed since and had no finding."""
    parts = _read(folder_of(course, unit) / NAME).get("parts", {})
    return {
        name: parts[name]["seeds"]
        for name, hashed in keys(course, unit).items()
        if name in parts and parts[name]["key"] == hashed and not parts[name]["findings"]
    }


def key(course: Course, unit: Unit) -> str:
    """Return the hash of everything that an audit of the unit follows from."""
    return hashlib.sha256(json.dumps(keys(course, unit)).encode()).hexdigest()


def keys(course: Course, unit: Unit) -> dict[str, str]:
    """Return the hash of everything that the audit of each part of a unit follows from."""
    bank = Bank.read(course, unit)
    notebook = [cell for cell in bank.source.cells if _matters(cell)]
    found = {WHOLE: _hash(course, unit, notebook, [], _harmless(bank, WHOLE))}
    operators = [Path(__file__).parent / f"{name}.py" for name in _OPERATORS]
    for part in bank.parts:
        own = [cell for cell in notebook if is_run(cell, part.exercises)]
        cases = [*operators, *(sample.path for sample in bank.samples_of(part.name))]
        found[part.name] = _hash(course, unit, own, cases, _harmless(bank, part.name))
    return found


def _hash(
    course: Course, unit: Unit, own: Sequence[Cell], cases: Iterable[Path], harmless: Mapping[str, str]
) -> str:
    digest = hashlib.sha256(json.dumps(harmless).encode())
    for cell in own:
        code = without_hints(cell.source) if cells.is_code(cell) else ""
        told = [cell.cell_type, code, cells.tags(cell), cells.nbgrader(cell)]
        digest.update(json.dumps(told, sort_keys=True).encode() + b"\0")
    for path in (*_files(course, unit), *cases, *_modules(own)):
        shown = path.relative_to(course.root if path.is_relative_to(course.root) else _PROJECT)
        digest.update(f"{shown}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(course: Course, unit: Unit) -> Iterator[Path]:
    """Yield the files that a unit's code can read, in order: its data and what is held out."""
    texts = {unit.markdown, unit.notebook}
    for path in (*sorted(unit.folder.rglob("*")), *sorted((course.root / "heldout" / unit.name).rglob("*"))):
        hidden = any(part.startswith(".") for part in path.relative_to(course.root).parts)
        if path.is_file() and path not in texts and path.suffix != ".toml" and not hidden:
            yield path


def _harmless(bank: Bank, part: str) -> dict[str, str]:
    return {
        name: why
        for name, why in sorted(bank.harmless.items())
        if bank.part_with(name.partition("/")[0]) == part
    }


def without_hints(code: str) -> str:
    """Return the code of a cell without what its checks hint at, which no verdict follows from."""
    lines = code.encode().splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    hints = [
        word.value
        for node in ast.walk(cells.parse(code))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "hint"
    ]
    kept = code.encode()
    for hint in sorted(hints, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        begin = starts[hint.lineno - 1] + hint.col_offset
        end = starts[(hint.end_lineno or hint.lineno) - 1] + (hint.end_col_offset or 0)
        kept = kept[:begin] + kept[end:]
    return kept.decode()


def _matters(cell: Cell) -> bool:
    """Tell whether an audit depends on a cell: on what it holds, or on its place among the others."""
    return cells.is_code(cell) or cells.is_task(cell) or bool(cells.nbgrader(cell))


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def modules_used(unit: Unit) -> list[Path]:
    """Return the modules of the library that a unit's checks need: other checks may change meanwhile."""
    return _modules(source.read(unit).cells)


def _modules(used: Sequence[Cell]) -> list[Path]:
    waiting = set(_taken(used))
    found: set[str] = set()
    while waiting:
        module = waiting.pop()
        found.add(module)
        waiting |= {other for _, other in _imports(_LIBRARY / f"{module}.py")} - found
    return [_LIBRARY / f"{module}.py" for module in sorted(found)]


def _taken(used: Sequence[Cell]) -> Iterator[str]:
    """Yield the modules of the library that some cells take something from."""
    exported = dict(_imports(_LIBRARY / "__init__.py"))
    for cell in used:
        for node in ast.walk(cells.parse(cell.source)) if cells.is_code(cell) else ():
            if isinstance(node, ast.ImportFrom) and node.module == _LIBRARY.name:
                yield from (exported[alias.name] for alias in node.names if alias.name in exported)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{_LIBRARY.name}."):
                yield str(node.module).split(".")[1]


def _imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a module takes from others of the library: the name, and the module."""
    for name, module in _imported(path.read_text(encoding="utf-8")):
        if (_LIBRARY / f"{module}.py").is_file():
            yield name, module


@lru_cache(maxsize=256)  # each part of each unit asks again
def _imported(code: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (alias.name, (node.module or "").removeprefix(_LIBRARY.name).lstrip(".") or alias.name)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_LIBRARY.name)
        for alias in node.names
    )
