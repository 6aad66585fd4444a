"""What is refused before nbgrader touches it, and what is mended before it runs.

    install()     # in course_config.py: plain `nbgrader autograde` refuses too
    reason = inspect(Path("submitted/anna/u01-workflow"), ["u01-workflow"], SubmissionLimits())
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
import mimetypes
import re
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

from autograde.collect import LONGEST_TIME
from autograde.facts import CellFacts, from_gradebook
from autograde.feedback import SECRET, TIME
from autograde.gradebook import need_person, notebook_order, notebooks_of, open_gradebook, withdraw
from autograde.repair import ANSWER_MISSING, KERNELSPEC, MAKERS, Damaged, clean, repair

_EXCHANGE_FILE = 1000  # bytes; nbgrader's own have 128 and 30
_SHOWN = 100  # characters of a file's name
# Formgrader serves what stands beside a notebook from its own address: a script in there is the teacher's.
_SCRIPTED = {
    *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml"),
    *(".svg", ".svgz", ".xml", ".xsl", ".xslt", ".rdf", ".rss", ".atom", ".js", ".mjs"),
}
_SCRIPTED_KIND = re.compile(r"html|[/+]xml|(?:java|ecma)script")
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


def may_run_in_a_browser(path: Path) -> bool:
    """Say whether a browser runs what such a file holds, by its ending or the kind that a server tells."""
    kind = mimetypes.guess_type(path.name, strict=False)[0] or ""
    return path.suffix.lower() in _SCRIPTED or bool(_SCRIPTED_KIND.search(kind))


def inspect(folder: Path, notebooks: Sequence[str], limits: SubmissionLimits) -> str | None:
    """Return why a submitted folder can't be graded by a machine, and what to do; None if it can.

    Nothing is followed, run or changed.

    Args:
        folder: submitted/<student>/<assignment>.
        notebooks: names of the assignment's, without `.ipynb`. Where some of several are there, those are
            graded, and the others count 0, as in nbgrader.
        limits: see `SubmissionLimits`.
    """
    try:
        return (
            _inspect_files(folder, limits)
            or _inspect_names(folder, [f"{name}.ipynb" for name in notebooks])
            or _inspect_notebooks([folder / f"{name}.ipynb" for name in notebooks], limits)
            or _inspect_time(folder)
        )
    except OSError as error:
        name = shown_name(str(error.filename or folder))
        return f"{name} can't be read ({error.strerror}): mend that and grade again."


def _inspect_files(folder: Path, limits: SubmissionLimits) -> str | None:
    files = size = 0
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        name = shown_name(str(path.relative_to(folder.parent)))
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


def shown_name(name: str) -> str:
    """Return a file's name for a message: on one line, with no sign that acts on a terminal or turns text
    round.
    """
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in name)
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"


def _inspect_names(folder: Path, wanted: Sequence[str]) -> str | None:
    names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() == ".ipynb")
    missing = [name for name in wanted if name not in names]
    extra = [name for name in names if name not in wanted]
    strange = [shown_name(name) for name in extra]
    listed, several = " and ".join(missing[:3]), len(missing) > 1
    if not names:
        found = ", ".join(map(shown_name, sorted(path.name for path in folder.iterdir())[:5])) or "nothing"
        if several:
            return f"{listed} are missing (found: {found}): ask for the notebooks."
        return f"{listed} is missing (found: {found}): ask for the notebook."
    if not extra:
        return None
    if len(wanted) > 1:
        return _inspect_extra(missing, strange)
    if not missing:
        return f"two notebooks, {wanted[0]} and {strange[0]}: which one? Remove the other and grade again."
    if len(extra) > 1:
        return f"{listed} is missing, but there are {' and '.join(strange[:3])}: rename the right one to it."
    return f"{strange[0]} has the wrong name: rename it to {listed} and grade again."


def _inspect_extra(missing: Sequence[str], extra: Sequence[str]) -> str:
    """Return what to ask about notebooks that an assignment of several does not have."""
    found, verb = " and ".join(extra[:3]), "is" if len(extra) == 1 else "are"
    if not missing:
        return f"{found} {verb} none of the assignment's notebooks: remove what is not the work."
    return (
        f"{' and '.join(missing[:3])} {'is' if len(missing) == 1 else 'are'} missing, but there {verb} "
        f"{found}: rename or remove what has the wrong name, and grade again."
    )


def _inspect_notebooks(paths: Sequence[Path], limits: SubmissionLimits) -> str | None:
    there = (path for path in paths if path.exists())
    return next((reason for path in there if (reason := _inspect_notebook(path, limits))), None)


def _inspect_notebook(wanted: Path, limits: SubmissionLimits) -> str | None:
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
    except OSError:
        raise  # not the notebook's own trouble: see `inspect`
    except Exception as error:  # nbformat reads a damaged file in many ways
        kind = type(error).__name__
        return f"{wanted.name} is a damaged notebook ({kind}): open it in JupyterLab and save it."
    return None


def _inspect_time(folder: Path) -> str | None:
    path = folder / "timestamp.txt"
    try:
        if path.exists() and path.stat().st_size > LONGEST_TIME:
            raise ValueError(path)
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
        ids = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir  # the exporter's parent is the converter
        mended = clean(notebook)
        for note in repair(mended, recorded_facts(coursedir, ids["assignment"], ids["notebook"])):
            self.log.warning("Repaired in %s: %s", ids["student"], note)
        nbformat.validate(mended)
        return mended, resources


def recorded_facts(coursedir: Any, assignment: str, notebook: str) -> tuple[CellFacts, ...]:
    """Return what the gradebook knows of a notebook's cells, in the source's order.

    Raises:
        MissingEntry: the gradebook does not know the notebook.
    """
    source = Path(coursedir.format_path(coursedir.source_directory, ".", assignment)) / f"{notebook}.ipynb"
    with open_gradebook(coursedir) as gradebook:
        return from_gradebook(gradebook, assignment, notebook, notebook_order(source))


_limits = SubmissionLimits()


def limits_in_use() -> SubmissionLimits:
    """Return what `install` was given last."""
    return _limits


def install(limits: SubmissionLimits = SubmissionLimits()) -> None:  # frozen, so safe to share
    """Make nbgrader's `Autograde` refuse what `inspect` refuses. Called by course_config.py; again is
    harmless.
    """
    global _limits
    _limits = limits
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
        # `--notebook p1` leaves the others as they are; without it a missing one counts 0 again, see `begin`.
        graded = {Path(name).stem for name in self.notebooks}
        whole = self.coursedir.notebook_id == "*"
        with open_gradebook(self.coursedir) as gradebook:
            withdraw(gradebook, assignment_id, student_id, lambda name: whole or name in graded)
        begin(self, assignment_id, student_id)
        graded_folder = Path(self._format_dest(assignment_id, student_id))
        for path in graded_folder.rglob("*"):
            if may_run_in_a_browser(path) and path.is_file():
                path.unlink()  # it stays in submitted/

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
    notebooks = notebooks_of(coursedir, unit)
    refused = set()
    pattern = converter._format_source(unit, coursedir.student_id)
    for name in sorted(glob.glob(pattern)):  # noqa: PTH207  # as nbgrader lists them
        folder = Path(name)
        student = folder.parent.name
        if student in excluded or not (folder.is_dir() or folder.is_symlink()):
            continue
        reason = inspect(folder, notebooks, limits)
        stand_in = Path(coursedir.format_path(coursedir.autograded_directory, student, unit))
        if reason is None:
            if is_stand_in(stand_in):
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

    There is one for each notebook of the assignment. It holds nothing of the submission: the course's cells,
    and the reason on top. Without it
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
    for notebook in notebooks_of(coursedir, unit):
        path = folder / f"{notebook}.ipynb"
        nbformat.write(_stand_in(recorded_facts(coursedir, unit, notebook), reason), path)
        path.chmod(0o444)
    if not source.is_symlink():
        # A date that is none would stop nbgrader where it compares the folders' times.
        _carry(source, folder, [SECRET, *([TIME] if timestamp is not None else [])])


def _carry(source: Path, folder: Path, names: Sequence[str]) -> None:
    """Copy what the exchange put beside a submission: without it no feedback page reaches the student."""
    for name in names:
        try:
            status = (source / name).lstat()
            if stat.S_ISREG(status.st_mode) and status.st_size <= _EXCHANGE_FILE:
                (folder / name).write_bytes((source / name).read_bytes())
                (folder / name).chmod(0o444)
        except OSError:
            continue  # it can't be read, which may be the reason of the refusal


def _stand_in(facts: Sequence[CellFacts], reason: str) -> NotebookNode:
    cells = [new_markdown_cell(REFUSAL.format(reason=reason), id="refused")]
    for position, fact in enumerate(facts):
        cell = MAKERS[fact.cell_type](ANSWER_MISSING if fact.solution and fact.grade else fact.source)
        cell.id = f"stand-in-{position}"
        cell.metadata["nbgrader"] = fact.metadata()
        cells.append(cell)
    return new_notebook(cells=cells, metadata={"kernelspec": dict(KERNELSPEC), REFUSED: reason})


def is_stand_in(folder: Path) -> bool:
    """Whether autograded/<student>/<unit> holds stand-ins for a refused submission."""
    return any(map(_refused, folder.glob("*.ipynb")))


def _refused(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return False
    return f'"{REFUSED}"' in text and REFUSED in json.loads(text).get("metadata", {})
