"""Sample submissions: one change to a unit's solution, a file each, with the mark that it must get.

    sample = read_sample(Path("tests/units/u01-workflow/mutants/overlapping_split.py"))
    sample.mark, sample.fails
    write(sample, course, "u01-workflow", Path("submitted/demo-overlapping/u01-workflow"))

The files are Python in jupytext's percent format. Comment lines at the top are YAML:

    # title: Scaler fitted on all rows
    # language: ru
    # mark: 14
    # fails: [u01-scale-other]

Each cell `# %% <grade_id>` stands in place of the solution cell of that id, `# %% [markdown] <grade_id>`
in place of a short answer. All other answers are the source's own; with `base: release` they are the
released blanks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.cells import binds_answers, is_written
from autograde.course import LANGUAGES, Course
from autograde.errors import NeedsPerson, UsageError
from autograde.facts import without_region

KNOWN = {"title", "language", "mark", "fails", "needs_person", "demo", "base", "file"}
FOLDERS = ("samples", "equivalents", "mutants")


@dataclass(frozen=True)
class Sample:
    """One sample submission.

    Args:
        path: of its file.
        title: what it is, a phrase.
        language: of the release it was made in.
        mark: machine points that it must get; None when a person must mark it.
        fails: grade_ids of the test cells that must give less than their points.
        needs_person: whether the engine must leave it to a person.
        demo: whether it is one of the demo's class.
        from_release: whether cells that it does not name stay as released; else they hold the solution.
        not_a_notebook: what stands in the file in place of a notebook; None for a notebook.
        cells: grade_id → text.
    """

    path: Path
    title: str
    language: str
    mark: float | None
    fails: tuple[str, ...]
    needs_person: bool
    demo: bool
    from_release: bool
    not_a_notebook: str | None
    cells: Mapping[str, str]

    @property
    def name(self) -> str:
        """The file's name, with hyphens."""
        return self.path.stem.replace("_", "-")


def read_samples(course: Course, unit: str) -> list[Sample]:
    """Return all samples of a unit, the odd ones first, then right ones, then wrong ones.

    Raises:
        UsageError: there is no such unit.
        NeedsPerson: a file has a damaged header.
    """
    root = course.root / "tests" / "units" / course.unit(unit).name
    return [read_sample(path) for kind in FOLDERS for path in sorted((root / kind).glob("*.py"))]


def read_sample(path: Path) -> Sample:
    """Return the sample in a file.

    Raises:
        NeedsPerson: its header is not what the format asks for; the message says which line.
    """
    import jupytext
    import yaml  # type: ignore[import-untyped]  # jupytext brings it, without its types

    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    height = next(
        (n for n, line in enumerate(lines) if not line.startswith("#") or line.startswith("# %%")), len(lines)
    )
    try:
        header = (
            yaml.safe_load("".join(line.removeprefix("#").removeprefix(" ") for line in lines[:height])) or {}
        )
    except yaml.YAMLError as error:
        raise NeedsPerson(f"{path}: the header is not YAML: {error}") from None
    _check(path, header)
    body = "".join(lines[height:])
    raw = header.get("file") == "not-a-notebook"
    cells = {}
    for cell in [] if raw else jupytext.reads(body, fmt="py:percent").cells:
        name = cell.metadata.get("title")
        if name is None and cell.source.strip():
            raise NeedsPerson(f"{path}: a cell has no grade_id: write `# %% <grade_id>` above it.")
        if name is not None:
            cells[name] = cell.source
    return Sample(
        path=path,
        title=str(header["title"]),
        language=header["language"],
        mark=None if header.get("needs_person") else float(header["mark"]),
        fails=tuple(header.get("fails", ())),
        needs_person=bool(header.get("needs_person", False)),
        demo=bool(header.get("demo", False)),
        from_release=header.get("base") == "release",
        not_a_notebook=body if raw else None,
        cells=cells,
    )


def _check(path: Path, header: Any) -> None:
    problem = None
    if not isinstance(header, dict):
        problem = "begin it with comment lines such as `# title: …`"
    elif unknown := sorted(set(header) - KNOWN):
        problem = f"unknown entry {unknown[0]!r}; known are {', '.join(sorted(KNOWN))}"
    elif missing := [name for name in ("title", "language") if name not in header]:
        problem = f"{missing[0]!r} is missing"
    elif header["language"] not in LANGUAGES:
        problem = f"language is {header['language']!r}, not one of {', '.join(LANGUAGES)}"
    elif "mark" not in header and not header.get("needs_person"):
        problem = "'mark' is missing (or say needs_person: true)"
    elif header.get("base", "solution") not in ("solution", "release"):
        problem = f"base is {header['base']!r}, not `release`"
    if problem:
        raise NeedsPerson(f"{path}: {problem}.")


def notebook_for(sample: Sample, course: Course, unit: str) -> Any:
    """Return the notebook that the sample's student would hand in.

    Raises:
        UsageError: there is no such unit.
        NeedsPerson: the unit is not released, or the sample names a cell that it has not.
    """
    import nbformat

    from autograde.source import read

    source = course.unit(unit)
    path = course.release(unit, sample.language) / f"{unit}.ipynb"
    if not path.is_file():
        raise NeedsPerson(f"{path} is missing: autograde build {unit}")
    notebook = nbformat.read(path, as_version=4)
    answers = {cell.metadata["nbgrader"]["grade_id"]: cell for cell in _answers(notebook.cells)}
    if unknown := sorted(set(sample.cells) - set(answers)):
        raise NeedsPerson(f"{sample.path}: {unit} has no answer {unknown[0]!r}; it has {', '.join(answers)}.")
    if not sample.from_release:
        for cell in _answers(read(source).cells):
            answers[cell.metadata["nbgrader"]["grade_id"]].source = _solution(cell.source)
    for name, text in sample.cells.items():
        answers[name].source = text
    return notebook


def _answers(cells: Iterable[Any]) -> list[Any]:
    return [cell for cell in cells if binds_answers(cell) or is_written(cell)]


def _solution(source: str) -> str:
    """Return a source cell as a student would have written it: no rubric, no marks around the solution."""
    lines = without_region(source, "MARK SCHEME").split("\n")
    return "\n".join(
        line for line in lines if "### BEGIN SOLUTION" not in line and "### END SOLUTION" not in line
    )


def write(sample: Sample, course: Course, unit: str, folder: Path) -> None:
    """Write what the sample's student hands in: the notebook, beside the files of the release.

    Raises:
        UsageError, NeedsPerson: as `notebook_for`.
    """
    import shutil

    if sample.not_a_notebook is not None:
        text = sample.not_a_notebook
    else:
        text = json.dumps(notebook_for(sample, course, unit), ensure_ascii=False, indent=1) + "\n"
    release = course.release(unit, sample.language)
    if not release.is_dir():
        raise UsageError(f"{release} is missing: autograde build {unit}")
    shutil.copytree(release, folder)
    (folder / f"{unit}.ipynb").write_text(text, encoding="utf-8")
