"""A new unit to write over: it builds, grades and passes its audit at once.

paths = create(course, "u16-graphs")
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from autograde.audit.cases import HARMLESS
from autograde.course import Course
from autograde.errors import UsageError
from autograde.outline import UNGRADED

SCAFFOLD = Path(__file__).parent / "scaffold"
NUMBER = "u99"  # stands in the scaffold for the unit's own
_NAME = re.compile(r"u\d\d-[a-z0-9]+(-[a-z0-9]+)*")


def create(course: Course, name: str) -> list[Path]:
    """Write the source, the hints and the cases of a new unit. Return their paths.

    Raises:
        UsageError: the name is not of the form `u16-graphs`, is that of a unit without points, or is taken.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name of a unit: a number and words, such as u16-graphs.")
    if UNGRADED.fullmatch(name):
        raise UsageError(f"{name} would have no points, and a new unit has some: choose another name.")
    number = name.split("-")[0]
    for unit in course.units():
        if unit.name.split("-")[0] == number:
            raise UsageError(f"{unit.name} has the number {number} already: choose another.")
    wanted = dict(_files(course, name))
    for path in wanted.values():
        if path.exists():
            raise UsageError(f"{path} is there already: choose another name, or remove it.")
    for scaffold, path in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = scaffold.read_text(encoding="utf-8")
        path.write_text(text.replace(f"{NUMBER}-", f"{number}-"), encoding="utf-8")
    return sorted(wanted.values())


def _files(course: Course, name: str) -> Iterator[tuple[Path, Path]]:
    """Yield each file of the scaffold, and where it goes."""
    source, cases = course.root / "source" / name, course.root / "tests" / "units" / name
    yield SCAFFOLD / "unit.md", source / f"{name}.md"
    yield SCAFFOLD / "hints.toml", source / "hints.toml"
    yield SCAFFOLD / HARMLESS, cases / HARMLESS
    for path in sorted(SCAFFOLD.glob("*/*.py")):
        yield path, cases / path.relative_to(SCAFFOLD)
