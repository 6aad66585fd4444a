"""Releases: what students get of a unit, one folder for each language.

    build(course, ["u01-workflow"], ["ru", "en"])   # source/ → release/ru/u01-workflow/, release/en/…
    check(course, ["u01-workflow"], ["ru", "en"])   # what `build` would change; nothing is written

nbgrader's own GenerateAssignment does the work, with the settings of `course_config.py`. Both end with a
search for secrets: see `autograde.leaks`.
"""

from __future__ import annotations

import contextlib
import filecmp
import logging
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde import units as listing
from autograde.audit.gate import require
from autograde.course import CONFIG, LANGUAGES, Course, Unit
from autograde.errors import NeedsPerson, UsageError
from autograde.leaks import leaks
from autograde.lint import lint, stems_of
from autograde.lint_hints import hint_problems
from autograde.source import differs, read, refresh

UNFINISHED = (
    ".unfinished-"  # prefix of a build's own folder in release/; hidden, so nbgrader and git leave it alone
)
FORGOTTEN_SECONDS = 3600.0  # older leftovers belong to a build that was killed


@dataclass(frozen=True)
class Drift:
    """One file of a release that a fresh build would change."""

    path: Path
    what: str  # "changed", "missing" (a build would add it) or "not built" (a build would remove it)


def build(
    course: Course,
    units: Sequence[str] = (),
    languages: Sequence[str] = LANGUAGES,
    *,
    draft: bool = False,
) -> list[Path]:
    """Build the releases of some units (default: all) and return their folders; unchanged ones are not
    touched.

    A release is replaced as a whole after its build is finished: an interrupted build leaves the old one.
    A unit without a valid audit is not built, unless it is a `draft`.

    Raises:
        UsageError: an unknown unit or language.
        NeedsPerson: a source breaks a rule (each is listed), nbgrader refuses it, or the release would hold a
        secret, or the unit's audit is missing, failed or stale.
    """
    built: list[Path] = []
    for unit in () if draft else chosen(course, units, languages)[0]:
        require(course, unit)
    with _explained(course.root / "release"):
        (course.root / "release").mkdir(exist_ok=True)
        _remove_forgotten(course.root / "release")
        with tempfile.TemporaryDirectory(dir=course.root / "release", prefix=UNFINISHED) as temporary:
            for unit, language, fresh in _fresh(course, units, languages, Path(temporary)):
                target = course.release(unit.name, language)
                if not target.is_dir() or _drift(fresh, target):
                    swap(fresh, target, Path(temporary))
                built.append(target)
        listing.write(course)
    return built


def check(course: Course, units: Sequence[str] = (), languages: Sequence[str] = LANGUAGES) -> list[Drift]:
    """Return what `build` would change in the releases and in `docs/units.md`, touching neither.

    Raises:
        UsageError, NeedsPerson: as `build`.
    """
    found: list[Drift] = []
    with tempfile.TemporaryDirectory(prefix="autograde-check-") as temporary:
        for unit, language, fresh in _fresh(course, units, languages, Path(temporary)):
            found += _drift(fresh, course.release(unit.name, language))
    if not units:
        known = {unit.name for unit in course.units()}
        for folder in sorted((course.root / "release").glob("*/*/")):
            if not folder.parent.name.startswith(".") and folder.name not in known:
                found.append(Drift(folder, "not built"))
    if listing.is_stale(course):
        found.append(Drift(listing.path(course), "changed"))
    return found


def swap(fresh: Path, target: Path, spare: Path) -> None:
    """Put the folder `fresh` in the place of `target`; the old one goes to `spare`, and comes back if that
    fails.

    Two renames: all three must be in one file system.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    old = Path(tempfile.mkdtemp(dir=spare, prefix="old-")) / "release"
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def convert(course: Course, unit: Unit, language: str, to: Path, *, without: Sequence[str] = ()) -> Path:
    """Run nbgrader's GenerateAssignment on one unit into `to/<unit>/`, without its database; return that
    folder.

    Args:
        course: the course.
        unit: the unit; its `.ipynb` must be fresh.
        language: the language to keep.
        to: an existing folder.
        without: names of preprocessors to leave out, such as "ClearSolutions".

    Raises:
        NeedsPerson: nbgrader refuses the notebook; the message quotes its reason.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.release_directory = str(to)
    config.CourseDirectory.assignment_id = unit.name
    config.ChooseLanguage.language = language
    config.RequireAudit.draft = True  # whoever asks for this has looked, or needs no audit
    config.SaveCells.enabled = False  # what nbgrader's own --no-db sets, with the line below
    config.GenerateAssignment.no_database = True
    config.GenerateAssignment.preprocessors = [
        step for step in config.GenerateAssignment.preprocessors if step.__name__ not in without
    ]
    log = logging.Logger(f"autograde.release.{unit.name}")  # not a child of the root: says nothing on its own
    messages = _Messages()
    log.addHandler(messages)
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config, log=log), config=config, log=log)
    try:
        converter.start()
    except NbGraderException:
        reason = messages.reason() or "no reason given"
        raise NeedsPerson(
            f"nbgrader can't release {unit.name}: {reason}. Mend {unit.markdown} and build again."
        ) from None
    for path in to.rglob("*"):
        path.chmod(
            0o755 if path.is_dir() else 0o644
        )  # whatever the umask: git and other teachers see the same
    return to / unit.name


def chosen(course: Course, units: Sequence[str], languages: Sequence[str]) -> tuple[list[Unit], list[str]]:
    """Return the units and languages that a command names; no unit means all.

    Raises:
        UsageError: an unknown unit or language, or a course without units.
    """
    for language in languages:
        if language not in LANGUAGES:
            raise UsageError(f"There is no language {language!r}. Choose from: {', '.join(LANGUAGES)}.")
    found = [course.unit(name) for name in units] or course.units()
    if not found:
        raise UsageError(f"{course.root / 'source'} holds no units. A unit is source/<name>/<name>.md.")
    return found, list(languages)


def _fresh(
    course: Course, units: Sequence[str], languages: Sequence[str], temporary: Path
) -> Iterator[tuple[Unit, str, Path]]:
    """Refresh, lint and convert; yield each finished release.

    Nothing is converted while any of the sources has a problem.
    """
    found, wanted = chosen(course, units, languages)
    notebooks = {unit.name: read(unit) for unit in found}
    stems = stems_of(course.root / "docs" / "glossary.md")
    problems = [
        str(problem) for name, notebook in notebooks.items() for problem in lint(notebook, name, stems=stems)
    ]
    problems += [problem for unit in found for problem in hint_problems(unit, notebooks[unit.name])]
    if problems:
        lines = "\n".join(f"  {problem}" for problem in problems)
        raise NeedsPerson(f"{len(problems)} to mend before a release can be built:\n{lines}")
    for unit in found:
        refresh(unit)
        if differs(unit):
            raise NeedsPerson(
                f"{unit.notebook} holds changes that {unit.markdown.name} lacks. Keep them: jupytext --to md "
                f"{unit.notebook.name}. Or drop them: delete {unit.notebook.name}. Then build again."
            )
    for unit in found:
        for language in wanted:
            folder = Path(tempfile.mkdtemp(dir=temporary, prefix=f"{language}-"))
            release = convert(course, unit, language, folder)
            if secrets := leaks(notebooks[unit.name], release, course.root / "heldout" / unit.name):
                lines = "\n".join(f"  {secret}" for secret in secrets)
                raise NeedsPerson(f"The {language} release of {unit.name} would give away:\n{lines}")
            yield unit, language, release


def _drift(fresh: Path, target: Path) -> list[Drift]:
    ours, theirs = _files(fresh), _files(target)
    found = [Drift(target / name, "missing") for name in sorted(ours - theirs)]
    found += [Drift(target / name, "not built") for name in sorted(theirs - ours)]
    same = sorted(ours & theirs)
    changed = [name for name in same if not filecmp.cmp(fresh / name, target / name, shallow=False)]
    return found + [Drift(target / name, "changed") for name in changed]


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def _remove_forgotten(folder: Path) -> None:
    for left in folder.glob(f"{UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > FORGOTTEN_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


class _Messages(logging.Handler):
    """Keeps what nbgrader logs as errors; its exception says only that there was one."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message; `logging` calls this for each."""
        self.lines.append(record.getMessage())

    def reason(self) -> str:
        """Return what stopped nbgrader: the last line of the traceback it logged."""
        for message in self.lines:
            if message.lstrip().startswith("Traceback"):
                return message.strip().split("\n")[-1]
        return self.lines[-1] if self.lines else ""


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[Any]:
    try:
        yield
    except PermissionError as error:
        raise NeedsPerson(
            f"{error.filename or folder} can't be written. Allow it: chmod -R u+w {folder}"
        ) from None
    except OSError as error:
        raise NeedsPerson(
            f"{error.filename or folder}: {error.strerror}. Mend that and build again."
        ) from None
