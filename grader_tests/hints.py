"""Hints for a student who is stuck: one after two different answers that failed, another after four.

    lines = hints_for("split_data")         # [] until then

They stand in `hints.toml` beside the notebook, by the name of the answer. How many answers failed is kept in
a file beside it, so that a restart of the kernel does not begin anew; no mark depends on it. An answer is
different when its code is: spaces and comments don't count, nor does a blank that nobody has filled.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from IPython import get_ipython

from grader_tests.answers import Answer, Argument, Call, Item, LocalReach, Probe, Unreachable, Value, reach
from grader_tests.messages import notebook_language, text

HINTS = Path("hints.toml")
TRIED = Path(".hints.json")
LEVELS = (("nudge", 2), ("more", 4))  # key of the hint, and after how many different failed answers
_STUB = "raise NotImplementedError()"


def hints_for(name: str | None) -> list[str]:
    """Note that the present answer failed, and return the hints that are due, a line each.

    Args:
        name: that the answer is bound to; None for an answer that has none.
    """
    shell = get_ipython()
    if (
        name is None or shell is None or not isinstance(reach(), LocalReach)
    ):  # a grader's tests are no place for hints
        return []
    known = _hints().get(name)
    if not isinstance(known, Mapping):
        return []
    failed = _note(name, _code_of(name, shell.user_ns.get("In", [])))
    language = notebook_language()
    due = [known.get(level) for level, answers in LEVELS if failed >= answers]
    found = [hint.get(language) for hint in due if isinstance(hint, Mapping)]
    label = text("hint:")
    return [f"    {label} {hint}" for hint in found if hint]


def name_of(answer: Answer) -> str | None:
    """Return the name that a student binds, of what a check judges."""
    while isinstance(answer, Item | Argument):
        answer = answer.of
    if isinstance(answer, Probe):
        first = answer.arguments[0] if answer.arguments else None
        return (
            name_of(first) if isinstance(first, Answer) else answer.called or getattr(first, "__name__", None)
        )
    if isinstance(answer, Call):
        return answer.called or getattr(answer.function, "__name__", None)
    if isinstance(answer, Value | Unreachable):
        return answer.called
    return None


def _hints() -> Mapping[str, Any]:
    try:
        return tomllib.loads(HINTS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _code_of(name: str, cells: Sequence[str]) -> str | None:
    """Return the code of the last cell that was run and binds the name, without spaces and comments."""
    for cell in reversed(cells):
        try:
            tree = ast.parse(cell)
        except (SyntaxError, ValueError):
            continue
        bound = {getattr(node, "name", None) for node in tree.body} | {
            part.id
            for node in tree.body
            for part in ast.walk(node)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
        }
        if name in bound:
            code = ast.unparse(tree)
            return None if _STUB in code else code
    return None


def _note(name: str, code: str | None) -> int:
    """Add an answer to those that failed. Return how many different ones there are."""
    tried = _tried()
    failed = [str(digest) for digest in tried.get(name, [])]
    digest = hashlib.sha256((code or "").encode()).hexdigest()[:12]
    if code is not None and digest not in failed:
        failed.append(digest)
        with contextlib.suppress(OSError):  # a folder that can't be written: the count begins anew each time
            TRIED.write_text(json.dumps({**tried, name: failed}), encoding="utf-8")
    return len(failed)


def _tried() -> dict[str, list[Any]]:
    try:
        told = json.loads(TRIED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return (
        {name: kept for name, kept in told.items() if isinstance(kept, list)}
        if isinstance(told, dict)
        else {}
    )
