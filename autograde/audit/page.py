"""The page of an audit: cases down, test cells across, so that one sees which test catches what.

    path = write(course, report)

Signs and words carry the meaning, colours only repeat it; nothing is loaded from elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader

from autograde.audit.findings import Report, Verdicts
from autograde.course import Course

FOLDER = "reports/audit"
KINDS = (
    ("solution", "The solution"),
    ("release", "The blank release"),
    ("blank", "Exercises left empty, one at a time"),
    ("equivalent", "Equivalents: right answers"),
    ("mutant", "Mutants: wrong answers"),
    ("harmless", "Changes that turned out to be right"),
)


def write(course: Course, report: Report) -> Path:
    """Write the page of a report; return its path."""
    path = course.root / FOLDER / f"{report.unit}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        loader=PackageLoader("autograde.audit"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("audit.html.j2")
    path.write_text(
        template.render(report=report, tests=tests(report), groups=groups(report)), encoding="utf-8"
    )
    return path


def tests(report: Report) -> list[str]:
    """Return the test cells of a report in the unit's order."""
    whole = next(iter(report.runs.get("solution", ())), {})
    return list(whole)


def groups(report: Report) -> list[tuple[str, list[tuple[str, str, list[str], bool]]]]:
    """Return the rows of the matrix by kind of case: name, title, a sign for each test, whether faulty."""
    faulty = {finding.case for finding in report.findings}
    found = []
    for kind, title in KINDS:
        rows = [
            (
                case.name,
                case.title,
                [sign(report.runs.get(case.name, ()), test) for test in tests(report)],
                case.name in faulty,
            )
            for case in report.cases
            if case.kind == kind
        ]
        if rows:
            found.append((title, rows))
    return found


def sign(runs: Sequence[Verdicts], test: str) -> str:
    """Return what a test said over all seeds: passed, failed, in part, broken, or not asked."""
    said = [run[test].passed for run in runs if test in run]
    if not said:
        return ""
    if None in said:
        return "!"
    if all(said):
        return "✓"
    return "✗" if not any(said) else f"✗ {said.count(False)}/{len(said)}"
