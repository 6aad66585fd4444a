"""What must never leave the teachers' repository, and a search for it in a release.

    leaks(notebook, Path("release/ru/u01-workflow"), Path("heldout/u01-workflow"))   # [] or what is where

Secret is every line of a solution, a hidden test or a mark scheme that stands nowhere in the open part of the
source, and whatever is in the held-out folder. The search reads all files, whatever their names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograde.cells import HIDDEN_TESTS, MARK_SCHEME, SOLUTION, Cell, is_solution, is_written, regions

WHOLE_LINE_BELOW = (
    12  # characters: a shorter secret counts only as a whole line, or `x = 1` would be found in prose
)
MARKERS = (*SOLUTION, *HIDDEN_TESTS, *MARK_SCHEME)


def leaks(notebook: Any, release: Path, heldout: Path | None = None, *, solutions: bool = True) -> list[str]:
    """Return one line for each secret found in a release.

    Args:
        notebook: the source notebook, with its solutions.
        release: the folder that students would get.
        heldout: the folder of the unit's held-out files; None or missing for a unit without.
        solutions: they are secret; False once they may be shown.
    """
    secret = secret_lines(notebook, solutions=solutions)
    held = [path for path in sorted(heldout.rglob("*")) if path.is_file()] if heldout else []
    held_sums = {_sum(path): path for path in held}
    held_rows = {row for path in held for row in _rows(path)}
    found: list[str] = []
    for path in sorted(release.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        name = path.relative_to(release)
        if path.is_symlink():
            found.append(f"{name}: a link, which may lead anywhere")
            continue
        if path.suffix == ".md":
            found.append(f"{name}: Markdown; sources with solutions are written in it")
        if _sum(path) in held_sums:
            found.append(f"{name}: the held-out file {held_sums[_sum(path)].name}")
        texts = _texts(path)
        lines = {line.strip() for text in texts for line in text.split("\n")}
        found += [f"{name}: a held-out row: {row[:60]}" for row in sorted(lines & held_rows)]
        found += [
            f"{name}: the marker {marker!r}" for marker in MARKERS if any(marker in text for text in texts)
        ]
        for line in secret:
            if line in lines or (len(line) >= WHOLE_LINE_BELOW and any(line in text for text in texts)):
                found.append(f"{name}: a secret line: {line}")
    return found


def secret_lines(notebook: Any, *, solutions: bool = True) -> list[str]:
    """Return the lines of solutions, hidden tests and mark schemes that stand nowhere in the open.

    The open part is what both releases show: a line that stands there too gives nothing away.
    """
    hidden: dict[str, None] = {}  # a set that keeps the order
    shown: list[str] = []
    for cell in notebook.cells:
        for line, is_secret in _marked(cell, solutions):
            if is_secret:
                hidden[line.strip()] = None
            else:
                shown.append(line)
    open_text = "\n".join(shown)
    return [line for line in hidden if re.search(r"\w.*\w.*\w", line) and line not in open_text]


def _marked(cell: Cell, solutions: bool) -> Iterator[tuple[str, bool]]:
    """Yield each line of a cell and whether it is secret."""
    answer = is_solution(cell) or is_written(cell)
    shown = cell.source.split("\n")
    parts: list[str] = []
    for marker in (SOLUTION, HIDDEN_TESTS, MARK_SCHEME)[0 if solutions else 1 :]:
        shown, inside = regions("\n".join(shown), marker)
        parts += inside
        if marker == SOLUTION and answer and not inside:
            parts, shown = shown, []  # nbgrader replaces an answer without a region as a whole
    yield from ((line, True) for line in parts)
    yield from ((line, False) for line in shown)


def _texts(path: Path) -> list[str]:
    """Return what a file says: of a notebook, every string in its JSON, since escapes would hide them."""
    text = path.read_bytes().decode("utf-8", errors="ignore")
    if path.suffix == ".ipynb":
        try:
            return list(_strings(json.loads(text)))
        except ValueError:
            pass  # damaged JSON is searched as text
    return [text]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key)
            yield from _strings(item)
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            yield "".join(value)  # nbformat keeps a text as the list of its lines
        else:
            for item in value:
                yield from _strings(item)


def _rows(path: Path) -> Iterator[str]:
    """Yield the rows of a held-out text file; not its header, which a released file may share."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except UnicodeDecodeError:
        return
    yield from (line.strip() for line in lines[1:] if len(line.strip()) >= WHOLE_LINE_BELOW)


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
