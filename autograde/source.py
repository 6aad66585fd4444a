"""Notebooks from their Markdown: the `.md` is the truth, the `.ipynb` is what nbgrader reads.

refresh(course.unit("u01-workflow"))   # writes the .ipynb if it is missing or older than the .md
read(course.unit("u01-workflow"))      # the notebook that the .md says, nothing written
differs(course.unit("u01-workflow"))   # does a newer .ipynb hold changes that the .md lacks?
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograde.cells import Cell, grade_id
from autograde.course import Course, Unit
from autograde.errors import NeedsPerson

KEPT_METADATA = ("nbgrader", "tags")  # of a cell: the rest is an editor's memory (folding, timings)


def refresh(unit: Unit) -> Path:
    """Bring a unit's `.ipynb` up to date with its `.md`, and return its path.

    An `.ipynb` that is as new as the `.md`, or newer, is left alone: it may be somebody's work in JupyterLab.

    Raises:
        NeedsPerson: the `.md` can't be read as a notebook, or the `.ipynb` can't be written.
    """
    if not is_stale(unit):
        return unit.notebook
    # The time is taken before reading: a change made meanwhile leaves the .ipynb older, so it is built again.
    modified = unit.markdown.stat().st_mtime_ns
    text = _text_of(read(unit))
    with _explained(unit.notebook):
        handle, name = tempfile.mkstemp(dir=unit.folder, prefix=f".{unit.name}-", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            temporary.chmod(0o644)
            os.utime(temporary, ns=(modified, modified))
            temporary.replace(unit.notebook)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return unit.notebook


def refresh_all(course: Course) -> list[str]:
    """Refresh every unit; return one line for each that can't be, so that one bad unit stops no other."""
    problems: list[str] = []
    for unit in course.units():
        try:
            refresh(unit)
        except NeedsPerson as problem:
            problems.append(str(problem))
    return problems


def is_stale(unit: Unit) -> bool:
    """Tell whether a unit's `.ipynb` is missing or older than its `.md`."""
    try:
        return unit.notebook.stat().st_mtime_ns < unit.markdown.stat().st_mtime_ns
    except FileNotFoundError:
        return True


def read(unit: Unit) -> Any:
    """Return the notebook that a unit's `.md` describes, with the same cell ids each time.

    Raises:
        NeedsPerson: it isn't a notebook in jupytext's Markdown; the message says what is wrong with which
        file.
    """
    import jupytext  # 0.3 s, and not needed while every .ipynb is fresh
    import nbformat

    path = unit.markdown
    try:
        notebook = jupytext.read(path, fmt="md")
    except FileNotFoundError:
        raise NeedsPerson(f"{path} is missing. Restore it: the notebook is built from it.") from None
    except PermissionError:
        raise NeedsPerson(f"{path} can't be read. Allow it: chmod u+r {path}") from None
    except UnicodeDecodeError as error:
        raise NeedsPerson(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from None
    except Exception as error:  # YAML, jupytext and nbformat each have their own
        raise NeedsPerson(
            f"{path} can't be read as a notebook: {_first_line(error)}. Mend it there."
        ) from None
    if not notebook.cells:
        raise NeedsPerson(f"{path} holds no cells. Restore its text.")
    if notebook.metadata.get("kernelspec", {}).get("language") != "python":
        raise NeedsPerson(
            f"{path} names no Python kernel. Begin it with a YAML header that has jupyter: kernelspec: "
            "name: python3, language: python, display_name: Python 3."
        )
    for cell in notebook.cells:
        if damaged := cell.metadata.get("incorrectly_encoded_metadata"):
            raise NeedsPerson(f"{path} has a cell whose metadata can't be read: {damaged!r}. Mend that line.")
    name_cells(notebook, unit.name)
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise NeedsPerson(f"{path} is not a valid notebook: {_first_line(error)}. Mend it there.") from None
    return notebook


def name_cells(notebook: Any, unit: str) -> None:
    """Give each cell a lasting id: its grade_id, else the unit's name and its place in the source.

    jupytext invents new ids at each reading; a release made of those would differ from itself.
    """
    used: set[str] = set()
    for index, cell in enumerate(notebook.cells):
        name = grade_id(cell) or ""
        if not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name) or name in used:
            name = _legal(unit, index)
        used.add(name)
        cell["id"] = name


def differs(unit: Unit) -> bool:
    """Tell whether the `.ipynb` holds cells other than the `.md` says.

    Raises:
        NeedsPerson: one of the two can't be read.
    """
    import nbformat

    try:
        notebook = nbformat.read(unit.notebook, as_version=4)
    except Exception as error:
        raise NeedsPerson(
            f"{unit.notebook} can't be read: {_first_line(error)}. "
            f"Delete it: it is built from {unit.markdown.name}."
        ) from None
    return [_content(cell) for cell in notebook.cells] != [_content(cell) for cell in read(unit).cells]


def _content(cell: Cell) -> tuple[str, str, dict[str, Any], dict[str, Any]]:
    kept = {key: cell.metadata[key] for key in KEPT_METADATA if cell.metadata.get(key)}
    return cell.cell_type, cell.source.strip("\n"), kept, dict(cell.get("attachments", {}))


def _legal(unit: str, index: int) -> str:
    number = f"-{index:03d}"
    return re.sub(r"[^a-zA-Z0-9_-]", "-", unit)[: 64 - len(number)] + number


def _text_of(notebook: Any) -> str:
    import nbformat

    return str(nbformat.writes(notebook, version=4)).rstrip("\n") + "\n"


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split("\n")[0].split()) or type(error).__name__


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what an operating system says about writing `path` into what a teacher can do."""
    try:
        yield
    except PermissionError:
        raise NeedsPerson(f"{path} can't be written. Allow it: chmod u+w {path.parent}") from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NeedsPerson(
                f"{path} can't be written: the disk is full. Free some space and run again."
            ) from None
        raise NeedsPerson(f"{path} can't be written: {error.strerror}. Mend that and run again.") from None
