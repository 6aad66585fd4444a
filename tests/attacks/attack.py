"""One hostile submission: what it tries, and what must happen.

Attack("always-equal", "answers with an object that equals everything",
       answers={"u90-total": "class Any: ...\ntotal = Any()"})
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

FULL = 13.0  # machine points of u90-arena


@dataclass(frozen=True)
class Attack:
    """A submission of u90-arena.

    Args:
        name: within its family.
        tries: what it wants to do, a phrase.
        first: a cell at the top.
        answers: grade_id → code in place of the stub.
        last: a cell at the end.
        solved: all answers that it does not replace are right; else they are stubs.
        change: what else is done to the notebook.
        files: what is done to the submission's folder, notebook included.
        earns: the machine points that it must get, exactly: what is honest in it.
        person: it must be left to a person, and get no points from the machine.
        says: words that must stand on the student's page, or in the reason that is given to the teacher.
        tried: the attempt is made in a cell, which prints TRIED behind it; else it was never made.
        level: it can be stopped at this level only; `docs/security.md` says so.
        control: with no sandbox and tests in the same process it works: see `test_holes`.
    """

    name: str
    tries: str
    first: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    last: str = ""
    solved: bool = False
    change: Callable[[NotebookNode], None] | None = None
    files: Callable[[Path], None] | None = None
    earns: float = 0.0
    person: bool = False
    says: tuple[str, ...] = ()
    tried: bool = True
    level: str | None = None


def families() -> dict[str, list[Attack]]:
    """Return all attacks by family, each the `ATTACKS` of a module."""
    from tests.attacks import families as package

    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return {name: importlib.import_module(f"{package.__name__}.{name}").ATTACKS for name in names}
