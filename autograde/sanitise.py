"""What is refused before nbgrader touches it, and what is mended before it runs.

    install()     # in course_config.py: plain `nbgrader autograde` refuses too
    reason = inspect(Path("submitted/anna/u01-workflow"), "u01-workflow", SubmissionLimits())
    c.Autograde.sanitize_preprocessors = [Sanitise, ...]

nbgrader follows symbolic links while it copies a submission, in its own process with the teacher's
rights. Its `pre_convert_hook` can't refuse: what that raises is swallowed, and it isn't called at all for
a folder without a notebook. So `install` wraps two methods of its `Autograde`, each once and around the
stock one: `init_notebooks`, which lists what is to be graded (a refused submission is taken off the
list), and `init_assignment`, the first thing done to one (its old marks are withdrawn, lest they stay if
grading fails).
"""

from __future__ import annotations

import functools
import glob
import json
import shutil
import stat
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import parse_utc

from autograde.facts import CellFacts, from_gradebook
from autograde.gradebook import need_person, notebook_order, open_gradebook, withdraw
from autograde.repair import ANSWER_MISSING, KERNELSPEC, MAKERS, Damaged, clean, repair

REFUSED = "autograde_refused"  # notebook metadata of a stand-in
REFUSAL = (
    "## Не проверено автоматически · Not graded by the machine\n\n"
    "Эту работу посмотрит преподаватель; баллы ниже пока не окончательные. · "
    "A person will look at this work; the points below are not final.\n\n{reason}"
)


@dataclass(frozen=True)
class SubmissionLimits:
    """How large a submission may be: sizes in bytes."""

    folder_bytes: int = 50_000_000
    files: int = 500
    notebook_bytes: int = 10_000_000


def inspect(folder: Path, unit: str, limits: SubmissionLimits) -> str | None:
    """Return why a submitted folder can't be graded by a machine, and what to do; None if it can.

    Nothing is followed, run or changed.
    """
    try:
        return (
            _inspect_files(folder, limits) or _inspect_notebook(folder, unit, limits) or _inspect_time(folder)
        )
    except OSError as error:
        return f"{error.filename or folder} can't be read ({error.strerror}): mend that and grade again."


def _inspect_files(folder: Path, limits: SubmissionLimits) -> str | None:
    files = size = 0
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        name = ascii(str(path.relative_to(folder.parent)))[1:-1]
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return f"{name} is a symbolic link: ask for the file itself."
        if stat.S_ISDIR(status.st_mode):
            waiting += sorted(path.iterdir())
        elif not stat.S_ISREG(status.st_mode):
            return (
                f"{name} is not an ordinary file (a pipe, a socket or a device): remove it and grade again."
            )
        files += 1
        size += status.st_size
        if files > limits.files:
            return f"{folder.name} holds more than {limits.files} files: remove what is not the work."
        if size > limits.folder_bytes:
            return (
                f"{folder.name} is larger than {limits.folder_bytes / 1e6:g} MB: remove what is not the work."
            )
        try:
            str(path).encode()
        except UnicodeEncodeError:
            return f"{name} has a name that is not text: rename it and grade again."
    return None


def _inspect_notebook(folder: Path, unit: str, limits: SubmissionLimits) -> str | None:
    wanted = folder / f"{unit}.ipynb"
    names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() == ".ipynb")
    extra = [name for name in names if name != wanted.name]
    if not names:
        found = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) or "nothing"
        return f"{wanted.name} is missing (found: {found}): ask for the notebook."
    if extra and wanted.name in names:
        return f"two notebooks, {wanted.name} and {extra[0]}: which one? Remove the other and grade again."
    if len(extra) > 1:
        return (
            f"{wanted.name} is missing, but there are {' and '.join(extra[:3])}: rename the right one to it."
        )
    if extra:
        return f"{extra[0]} has the wrong name: rename it to {wanted.name} and grade again."
    if not wanted.is_file():
        return f"{wanted.name} is a folder: ask for the notebook."
    if wanted.stat().st_size > limits.notebook_bytes:
        size = f"{limits.notebook_bytes / 1e6:g} MB"
        return f"{wanted.name} is larger than {size}: clear its outputs and grade again."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # missing and doubled cell ids: `clean` gives new ones
            text = wanted.read_bytes().decode("utf-8")
            nbformat.validate(clean(json.loads(text)))
            nbformat.reads(text, as_version=4)  # as nbgrader will
    except Damaged as error:
        return f"{wanted.name} can't be graded: {error}."
    except (ValueError, RecursionError, nbformat.ValidationError):
        return f"{wanted.name} is not a notebook: ask for the file that JupyterLab saves."
    except Exception as error:  # nbformat reads a damaged file in many ways
        kind = type(error).__name__
        return f"{wanted.name} is a damaged notebook ({kind}): open it in JupyterLab and save it."
    return None


def _inspect_time(folder: Path) -> str | None:
    path = folder / "timestamp.txt"
    try:
        if path.exists() and (text := path.read_text(encoding="utf-8").strip()):
            parse_utc(text)
    except Exception:  # as many as there are ways to write a date
        return "timestamp.txt holds no date: correct it, or remove it, and grade again."
    return None


class Sanitise(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """First of nbgrader's sanitize_preprocessors: nothing of the notebook but its texts and answers goes
    on.
    """

    def preprocess(
        self, notebook: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbgrader for each submitted notebook, before it is written to autograded/."""
        unit = resources["nbgrader"]["notebook"]
        coursedir = self.parent.parent.coursedir  # the exporter's parent is the converter
        mended = clean(notebook)
        for note in repair(mended, recorded_facts(coursedir, unit)):
            self.log.warning("Repaired in %s: %s", resources["nbgrader"]["student"], note)
        nbformat.validate(mended)
        return mended, resources


def recorded_facts(coursedir: Any, unit: str) -> tuple[CellFacts, ...]:
    """Return what the gradebook knows of the unit's cells, in the source's order."""
    source = Path(coursedir.format_path(coursedir.source_directory, ".", unit)) / f"{unit}.ipynb"
    with open_gradebook(coursedir) as gradebook:
        return from_gradebook(gradebook, unit, notebook_order(source))


def install(limits: SubmissionLimits = SubmissionLimits()) -> None:  # frozen, so safe to share
    """Make nbgrader's `Autograde` refuse what `inspect` refuses. Called by course_config.py; again is
    harmless.
    """
    list_notebooks = _stock(Autograde.init_notebooks)
    begin = _stock(Autograde.init_assignment)

    @functools.wraps(list_notebooks)
    def init_notebooks(self: Any) -> None:
        refused = _refuse(self, limits)
        try:
            list_notebooks(self)
        except NbGraderException:
            if not refused:
                raise
            self.assignments = {}  # all that there is was refused: that is no error of nbgrader's
        for folder in refused:
            self.assignments.pop(folder, None)

    @functools.wraps(begin)
    def init_assignment(self: Any, assignment_id: str, student_id: str) -> None:
        with open_gradebook(self.coursedir) as gradebook:
            withdraw(gradebook, assignment_id, student_id)
        begin(self, assignment_id, student_id)

    Autograde.init_notebooks = init_notebooks
    Autograde.init_assignment = init_assignment


def _stock(method: Callable[..., None]) -> Callable[..., None]:
    """Return nbgrader's own method: a config is loaded many times in one process."""
    return getattr(method, "__wrapped__", method)


def _refuse(converter: Any, limits: SubmissionLimits) -> set[str]:
    """Inspect all that a run is about to grade, record what is refused, and return those folders.

    Raises:
        NbGraderException: there is something to record, and the gradebook does not know the unit.
    """
    coursedir = converter.coursedir
    unit = coursedir.assignment_id
    excluded = coursedir.student_id_exclude.split(",")
    refused = set()
    pattern = converter._format_source(unit, coursedir.student_id)
    for name in sorted(glob.glob(pattern)):  # noqa: PTH207  # as nbgrader lists them
        folder = Path(name)
        student = folder.parent.name
        if student in excluded or not (folder.is_dir() or folder.is_symlink()):
            continue
        reason = inspect(folder, unit, limits)
        stand_in = Path(coursedir.format_path(coursedir.autograded_directory, student, unit))
        if reason is None:
            if is_stand_in(stand_in, unit):
                shutil.rmtree(stand_in)  # else nbgrader would skip the mended work as graded
            continue
        refused.add(name)
        converter.log.warning("Needs a person: %s: %s", student, reason)
        try:
            refuse(coursedir, unit, student, reason)
        except MissingEntry:
            message = f"{unit} is not in the gradebook: run `nbgrader generate_assignment {unit}` first"
            converter.log.error(message)
            raise NbGraderException(message) from None
    return refused


def refuse(coursedir: Any, unit: str, student: str, reason: str) -> None:
    """Record that a person must look at a submission, and put a stand-in for it into autograded/.

    The stand-in holds nothing of the submission: the unit's cells, and the reason on top. Without it
    formgrader would show the work as not yet graded, open no page for it, and let nobody enter a mark.

    Raises:
        MissingEntry: the gradebook does not know the unit.
    """
    source = Path(coursedir.format_path(coursedir.submitted_directory, student, unit))
    timestamp = None
    if (
        not source.is_symlink()
        and not (source / "timestamp.txt").is_symlink()
        and _inspect_time(source) is None
    ):
        timestamp = coursedir.get_existing_timestamp(str(source))
    with open_gradebook(coursedir) as gradebook:
        need_person(gradebook, unit, student, reason, timestamp=timestamp)
    folder = Path(coursedir.format_path(coursedir.autograded_directory, student, unit))
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    path = folder / f"{unit}.ipynb"
    nbformat.write(_stand_in(recorded_facts(coursedir, unit), reason), path)
    path.chmod(0o444)


def _stand_in(facts: Sequence[CellFacts], reason: str) -> NotebookNode:
    cells = [new_markdown_cell(REFUSAL.format(reason=reason), id="refused")]
    for position, fact in enumerate(facts):
        cell = MAKERS[fact.cell_type](ANSWER_MISSING if fact.solution and fact.grade else fact.source)
        cell.id = f"stand-in-{position}"
        cell.metadata["nbgrader"] = fact.metadata()
        cells.append(cell)
    return new_notebook(cells=cells, metadata={"kernelspec": dict(KERNELSPEC), REFUSED: reason})


def is_stand_in(folder: Path, unit: str) -> bool:
    """Whether autograded/<student>/<unit> holds a stand-in for a refused submission."""
    try:
        text = (folder / f"{unit}.ipynb").read_text(encoding="utf-8")
    except OSError:
        return False
    return f'"{REFUSED}"' in text and REFUSED in json.loads(text).get("metadata", {})
