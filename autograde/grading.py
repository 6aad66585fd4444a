"""A whole class, graded: everything in submitted/ for one unit, through nbgrader's own API.

    outcome = grade(course, "u01-workflow", progress=print)
    outcome.marks, outcome.graded, outcome.skipped, outcome.notes

One submission's trouble is that submission's: it is marked as needing a person, and the batch goes on.
The course's trouble (a locked gradebook, a full disk, tests that changed since the release) stops the run
with one line. What is finished stays finished: the next run begins where this one ended.
"""

from __future__ import annotations

import difflib
import errno
import hashlib
import os
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy.exc import OperationalError

from autograde import steps
from autograde.agreement import disagreements, regenerate
from autograde.course import Course
from autograde.engine import run
from autograde.errors import NeedsPerson, UsageError
from autograde.execution import Runner, executed_by
from autograde.gradebook import need_person, one_engine, open_api, open_gradebook, reasons
from autograde.job import Job, Result
from autograde.kernel import DiskFull
from autograde.kernels.folders import sweep
from autograde.marks import Mark, read_marks
from autograde.pool import Local, Pool, finished, slots_here
from autograde.preparation import executor, prepare
from autograde.records import Records, fingerprint
from autograde.sanitise import is_stand_in, limits_in_use, recorded_facts, shown_name
from autograde.store import Results
from autograde.timing import Timing

LOCKED = (
    "The gradebook is locked by another program (formgrader, another run). Close it, or wait, and run "
    "this again; what is graded stays."
)
FULL = "The disk is full. Free some space and run this again; what is graded stays."
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Progress:
    """One step of a run: `done` of `total` are finished, `student` last; None before the first."""

    done: int
    total: int
    student: str | None
    seconds_left: float | None  # of wall time, by the submissions of this run; None before the first


@dataclass(frozen=True)
class Outcome:
    """A finished run.

    Args:
        unit: its name.
        marks: of all who submitted, or of the one student asked for.
        graded: how many were graded now.
        skipped: how many were not, being graded already and unchanged.
        notes: sentences for the teacher.
        seconds: of wall time.
        phases: wall seconds of this process in `prepare`, `record` and `feedback`, and until the first result
            came, `start`; CPU seconds of what ran in sandboxes, `students` and `tests`, each with its kernel.
    """

    unit: str
    marks: tuple[Mark, ...]
    graded: int
    skipped: int
    notes: tuple[str, ...]
    seconds: float
    phases: dict[str, float] = field(default_factory=dict)

    @property
    def waiting(self) -> list[Mark]:
        """The marks that need a person."""
        return [mark for mark in self.marks if mark.status != "graded"]


class Interrupted(NeedsPerson):
    """Ctrl-C: the message says what is kept and how to go on."""


def grade(
    course: Course,
    unit: str,
    *,
    regrade: bool = False,
    student: str | Collection[str] | None = None,
    slots: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[Progress], None] = lambda step: None,
) -> Outcome:
    """Grade everything submitted for a unit that is new or changed, and make its feedback pages.

    Args:
        course: the course.
        unit: the unit's name.
        regrade: also what is graded already; and if the tests changed since the release, record the new
            ones first.
        student: only this one, or these.
        slots: submissions that are run at a time; None for as many as the machine holds.
        scheduler: of a Dask cluster that runs them in place of this machine, `tcp://host:port`.
        progress: called at the start and after each submission.

    Raises:
        UsageError: no such unit or student.
        NeedsPerson: nothing is submitted, the tests differ from the gradebook's, the gradebook is locked,
            the disk is
            full, or the course's folder can't be written.
    """
    source = course.unit(unit)
    only = {student} if isinstance(student, str) else student
    folders, notes = _folders(course, unit, only)
    _check_writable(course)
    sweep()  # what a grader that was killed has left in the folder of temporary files
    try:
        api = open_api(course)
        with one_engine():
            notes += [*_agree(api, source, regrade), *_store_notes(api)]
            pool = _pool(api, slots or slots_here(), scheduler)
            return _grade_all(api, course, unit, folders, regrade, notes, pool, progress)
    except OperationalError as error:
        raise NeedsPerson(
            LOCKED if "locked" in str(error) else f"The gradebook can't be used: {error.orig}"
        ) from error
    except PermissionError as error:
        raise NeedsPerson(
            f"{error.filename} can't be written: mend its permissions and run this again."
        ) from error
    except OSError as error:
        if error.errno in _FULL:
            raise NeedsPerson(FULL) from error
        raise


def _folders(course: Course, unit: str, only: Collection[str] | None) -> tuple[list[Path], list[str]]:
    """Return the submitted folders to look at, and notes about the others."""
    notes: list[str] = []
    folders: list[Path] = []
    units = [known.name for known in course.units()]
    for path in _students_folders(course.root / "submitted", notes):
        name = path.parent.name
        if path.name == unit:
            if problem := _bad_name(name):
                notes.append(f"submitted/{shown_name(name)} is not graded: {problem}")
            else:
                folders.append(path)
        elif path.name not in units and (near := difflib.get_close_matches(path.name, units, 1)):
            notes.append(
                f"submitted/{shown_name(f'{name}/{path.name}')} is no unit and is not graded: "
                f"did you mean {near[0]}?"
            )
    if only is not None:
        names = [path.parent.name for path in folders]
        folders = [path for path in folders if path.parent.name in only]
        if not folders:
            student = next(iter(only), "")
            near = difflib.get_close_matches(student, names, 1)
            raise UsageError(
                f"{student!r} has submitted nothing for {unit}. "
                + (f"Did you mean {near[0]}?" if near else f"Look into {course.root / 'submitted'}.")
            )
    if not folders:
        raise NeedsPerson(
            " ".join(
                [
                    f"Nothing is submitted for {unit}: put each notebook at "
                    f"submitted/<student>/{unit}/{unit}.ipynb.",
                    *notes,
                ]
            )
        )
    return folders, notes


def _students_folders(submitted: Path, notes: list[str]) -> Iterator[Path]:
    """Yield the folders below `submitted` by student, in order; a student's that can't be read is noted."""
    for student in sorted(submitted.iterdir()) if submitted.is_dir() else ():
        if student.name.startswith(".") or not student.is_dir():
            continue
        try:
            inside = sorted(student.iterdir())
        except OSError as error:
            notes.append(f"submitted/{shown_name(student.name)} can't be read ({error.strerror}): mend that.")
            continue
        yield from (
            path for path in inside if not path.name.startswith(".") and (path.is_dir() or path.is_symlink())
        )


def _bad_name(student: str) -> str | None:
    """Return why nbgrader can't work with a student's id: it uses it as a pattern and as part of keys."""
    for sign in "*?[]+{}":
        if sign in student:
            return f"nbgrader can't handle {sign!r} in the name of a student: rename the folder."
    if student != student.strip():
        return "the name begins or ends with a space: rename the folder."
    try:
        student.encode()
    except UnicodeEncodeError:  # bytes of another encoding; SQLite takes none
        return "the name is not UTF-8: rename the folder."
    return None


def _check_writable(course: Course) -> None:
    for path in (course.root, *(course.root / name for name in ("gradebook.db", "autograded", "feedback"))):
        if path.exists() and not os.access(path, os.W_OK):
            raise NeedsPerson(f"{path} can't be written: mend its permissions and run this again.")


def _agree(api: Any, source: Any, regrade: bool) -> list[str]:
    found = disagreements(api, source)
    if found is None or (found and regrade):
        return regenerate(api, source)
    if found:
        listed = "; ".join(found[:3]) + ("; …" if len(found) > 3 else "")
        raise NeedsPerson(
            f"The tests of {source.name} are not those of its last release ({listed}). "
            f"To grade everything by the new ones: autograde grade {source.name} --regrade"
        )
    return []


def _store_notes(api: Any) -> list[str]:
    """Return what is to be said of a store that this user can't write."""
    store = executor(api).open_store()
    if store is None or store.is_writable():
        return []
    return [
        f"{store.folder} can't be written by you: what is graded now will be graded anew next time. "
        "Ask its owner for the right to write there, or set another c.Execute.store in course_config.py."
    ]


def _settings(api: Any, unit: str) -> str:
    """Return all that marks of a unit depend on besides submissions, tests and the project's code."""
    told = sorted((key, str(api.config[key])) for key in ("Execute", "Autograde") if key in api.config)
    files = executor(api).course_files(unit)
    hashes = sorted((name, hashlib.sha256(content).hexdigest()) for name, content in files.items())
    return repr((told, limits_in_use(), hashes))


def _grade_all(
    api: Any,
    course: Course,
    unit: str,
    folders: Sequence[Path],
    regrade: bool,
    notes: list[str],
    pool: Callable[[int], AbstractContextManager[Pool]] | None,
    progress: Callable[[Progress], None],
) -> Outcome:
    started = monotonic()
    coursedir = api.coursedir
    facts = recorded_facts(coursedir, unit, unit)
    records = Records(Path(coursedir.root) / coursedir.autograded_directory, unit)
    settings = _settings(api, unit)
    by_name = {path.parent.name: path for path in folders}
    prints = {path: fingerprint(path, facts, settings) for path in folders}
    known = {mark.student for mark in read_marks(coursedir, unit)}
    todo = [
        path
        for path in folders
        if regrade or not _is_done(coursedir, unit, path, prints[path], records, known)
    ]
    for path in todo:
        records.forget(path.parent.name)
    timing = Timing()
    done, began = 0, monotonic()
    progress(Progress(0, len(todo), None, None))
    try:
        with closing(_run_ahead(api, unit, [path.parent.name for path in todo], pool, timing)) as executed:
            for name, runner in executed:
                timing.seconds.setdefault("start", monotonic() - began)
                with executed_by(runner):
                    complete = _grade_one(api, unit, name, timing)
                if complete:
                    records.keep(name, prints[by_name[name]])
                done += 1
                left = (monotonic() - began) / done * (len(todo) - done)
                progress(Progress(done, len(todo), name, left))
    except KeyboardInterrupt:
        raise Interrupted(
            f"Stopped: {done} of {len(todo)} were graded now and are kept. Run the same command to go on."
        ) from None
    settings_in_use = executor(api)
    if todo and (kept := settings_in_use.open_store()) is not None:
        kept.prune(settings_in_use.store_bytes)
    wanted = {path.parent.name for path in folders}
    return Outcome(
        unit=unit,
        marks=tuple(mark for mark in read_marks(coursedir, unit) if mark.student in wanted),
        graded=len(todo),
        skipped=len(folders) - len(todo),
        notes=tuple(notes),
        seconds=monotonic() - started,
        phases=dict(timing.seconds),
    )


def _pool(
    api: Any, slots: int, scheduler: str | None
) -> Callable[[int], AbstractContextManager[Pool]] | None:
    """Return what makes the pool for so many submissions; None where one at a time are run, right here."""
    settings = executor(api)
    if scheduler is not None:
        from autograde.cluster import Cluster  # an extra, and slow to import

        return lambda count: Cluster(scheduler, settings.open_store())
    if slots == 1:
        return None
    return lambda count: Local(min(slots, count), tuple(settings.preload), settings.open_store())


def _run_ahead(
    api: Any,
    unit: str,
    names: Sequence[str],
    pool: Callable[[int], AbstractContextManager[Pool]] | None,
    timing: Timing,
) -> Generator[tuple[str, Runner]]:
    """Yield each student's id, and what runs the job that nbgrader will ask for: most have been run by then,
    side by side.
    """
    prepared: dict[str, Job] = {}
    left = list(names)

    def jobs() -> Iterator[tuple[str, Job]]:
        for name in names:
            with timing.phase("prepare"):
                job = prepare(api, unit, name)
            if job is not None:
                prepared[name] = job
                yield name, job

    if pool is not None and names:
        with pool(len(names)) as running:
            for name, outcome in finished(running, jobs()):
                left.remove(name)
                if not isinstance(outcome, Exception):
                    timing.seconds["students"] += outcome.student_cpu_seconds
                    timing.seconds["tests"] += outcome.tests_cpu_seconds
                yield name, _answering(prepared.pop(name), outcome)
    for name in left:
        yield name, run


def _answering(prepared: Job, outcome: Result | Exception) -> Runner:
    """Return a runner that gives this outcome for that job, and runs every other."""

    def answer(job: Job, store: Results | None) -> Result:
        if job != prepared:
            return run(job, store)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return answer


def _is_done(
    coursedir: Any, unit: str, submitted: Path, fingerprint: str, records: Records, known: set[str]
) -> bool:
    student = submitted.parent.name
    autograded = Path(coursedir.format_path(coursedir.autograded_directory, student, unit)) / f"{unit}.ipynb"
    return student in known and autograded.is_file() and records.holds(student, fingerprint)


def _grade_one(api: Any, unit: str, student: str, timing: Timing) -> bool:
    """Grade one submission and make its feedback. Return whether it came to its end: marks, or a refusal."""
    with timing.phase("record"):
        error = steps.autograde(api, unit, student)
    if error is not None:
        _raise_if_the_courses(error)
        reason = _unreadable(api.coursedir, error) or _again(unit, _in_a_line(error))
        _record_failure(api.coursedir, unit, student, reason)
        return False
    folder = Path(api.coursedir.format_path(api.coursedir.autograded_directory, student, unit))
    with timing.phase("feedback"):
        error = steps.generate_feedback(api, unit, student)
    if error is not None:
        _raise_if_the_courses(error)
        reason = _again(unit, f"no feedback page: {_in_a_line(error)}")
        _record_failure(api.coursedir, unit, student, reason)
        return False
    return is_stand_in(folder) or (folder / f"{unit}.ipynb").is_file()


def _raise_if_the_courses(error: BaseException) -> None:
    """Raise for what is not one submission's trouble."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OperationalError) and "locked" in str(seen.orig):
            raise NeedsPerson(LOCKED) from error
        if isinstance(seen, DiskFull) or (isinstance(seen, OSError) and seen.errno in _FULL):
            raise NeedsPerson(FULL) from error
        seen = seen.__cause__ or seen.__context__


def _in_a_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _again(unit: str, what: str) -> str:
    return f"grading failed ({what}): run autograde grade {unit} again"


def _unreadable(coursedir: Any, error: BaseException) -> str | None:
    """Return what to do about a file of the submission that may not be read, if that is the error."""
    submitted = Path(coursedir.root) / coursedir.submitted_directory
    if not isinstance(error, PermissionError) or not Path(error.filename or "").is_relative_to(submitted):
        return None
    name = shown_name(str(Path(error.filename).relative_to(submitted)))
    return f"{name} can't be read ({error.strerror}): mend its permissions and grade again"


def _record_failure(coursedir: Any, unit: str, student: str, reason: str) -> None:
    with open_gradebook(coursedir) as gradebook:
        if not _says_why(gradebook, unit, student):
            need_person(gradebook, unit, student, reason)


def _says_why(gradebook: Any, unit: str, student: str) -> bool:
    try:
        return bool(reasons(gradebook, unit, student))
    except ValueError:  # nbgrader's MissingEntry: it failed before there was a row
        return False
