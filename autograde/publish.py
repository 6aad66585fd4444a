"""What students get: the releases in every language and a wheel of `grader_tests`, as a folder or a zip file.

    publish(course, Path("students"))                       # a folder
    publish(course, Path("students.zip"))                   # the same, zipped
    publish(course, Path("over.zip"), ["u01-workflow"], with_solutions=True)  # once the exercise is over

Inside: README.md, requirements.txt, the wheel, `ru/<unit>/` and `en/<unit>/`, and a list of all files with
their sums, by which the next run knows that it may replace them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from autograde.audit.gate import require
from autograde.course import LANGUAGES, Course, Unit
from autograde.errors import NeedsPerson, UsageError
from autograde.leaks import leaks
from autograde.release import check, chosen, convert, swap
from autograde.source import read
from autograde.wheel import build_wheel, project_of_package

MADE = "files.json"
ZIPPED_AT = (2020, 2, 2, 0, 0, 0)  # as in the wheel: the same files make the same archive
SHOWN_ONCE_OVER = ("ClearSolutions",)  # the step of nbgrader that "with solutions" leaves out

README = """# Основы Keras · Keras basics

## По-русски

1. Установите Python {python} и откройте терминал в этой папке.
2. `python -m venv .venv`, затем `. .venv/bin/activate` (Windows: `.venv\\Scripts\\activate`).
3. `pip install -r requirements.txt`
4. `jupyter lab ru`

Открывайте ноутбуки в порядке списка ниже, выполняйте ячейки сверху вниз, пишите код там, где сказано «Ваш код
здесь». Проверки под заданием сразу говорят, что поправить.

{begin_ru}Если команды `python` нет, пишите `python3`.

## In English

1. Install Python {python} and open a terminal in this folder.
2. `python -m venv .venv`, then `. .venv/bin/activate` (Windows: `.venv\\Scripts\\activate`).
3. `pip install -r requirements.txt`
4. `jupyter lab en`

Open the notebooks in the order of the list below, run their cells from top to bottom, write code where it
says "Your code here". The checks below an exercise say at once what to mend.

{begin_en}Where there is no `python`, write `python3`.

{units}
"""

FIRST = "u00-start"
BEGIN_RU = f"Начните с `{FIRST}`: там сказано, как проверить и сдать работу и где найти отзыв. "
BEGIN_EN = f"Begin with `{FIRST}`: it says how to validate, submit and find feedback. "


def _in_words(versions: str) -> str:
    """Return ">=3.11,<3.14" as "3.11–3.13"."""
    first, beyond = (int(part.rpartition(".")[2]) for part in versions.split(","))
    return f"3.{first}–3.{beyond - 1}"


def publish(course: Course, to: Path, units: Sequence[str] = (), *, with_solutions: bool = False) -> Path:
    """Write what students get, and return where it is; a target that this made before is replaced as a whole.

    Args:
        course: the course; the releases of the units must be as a build would make them.
        to: a folder, or a file ending in .zip.
        units: the names of those to publish; none means all.
        with_solutions: add `<language>/<unit>-solution/`: solutions shown, hidden tests and rubrics not.

    Raises:
        UsageError: no such unit, or `to` holds something that this did not make, or is the course itself.
        NeedsPerson: a release is not up to date, a unit has no valid audit, or the target can't be written.
    """
    to = to.resolve()
    _refuse(course, to)
    named = list(dict.fromkeys(units))  # each once
    wanted, languages = chosen(course, named, LANGUAGES)
    if drift := check(course, named):
        lines = "\n".join(f"  {item.path}: {item.what}" for item in drift)
        raise NeedsPerson(f"The releases are not as their sources say; run autograde build first:\n{lines}")
    for unit in wanted:
        require(course, unit)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target: renaming works within one file system only.
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=f".{to.name}-") as temporary:
            folder = Path(temporary) / "content"
            folder.mkdir()
            for unit in wanted:
                for language in languages:
                    shutil.copytree(course.release(unit.name, language), folder / language / unit.name)
                    if with_solutions:
                        _add_solution(course, unit, language, folder, Path(temporary))
            _add_papers(folder, wanted)
            for path in folder.rglob("*"):
                path.chmod(0o755 if path.is_dir() else 0o644)
            if to.suffix == ".zip":
                _zip(folder, Path(temporary) / "content.zip", to.stem).replace(to)
            else:
                swap(folder, to, Path(temporary))
    except OSError as error:
        raise NeedsPerson(f"{error.filename or to}: {error.strerror}. Mend that and publish again.") from None
    return to


def _add_papers(folder: Path, units: list[Unit]) -> None:
    """Write the wheel, the README, what pip needs, and the list of files."""
    wheel = build_wheel(folder)
    project = project_of_package()
    listed = "\n".join(f"- {unit.name}" for unit in units)
    begins = any(unit.name == FIRST for unit in units)
    text = README.format(
        python=_in_words(project["requires-python"]),
        begin_ru=BEGIN_RU if begins else "",
        begin_en=BEGIN_EN if begins else "",
        units=listed,
    )
    (folder / "README.md").write_text(text, "utf-8")
    requirements = [f"./{wheel.name}", *project["dependencies"]]
    (folder / "requirements.txt").write_text("\n".join(requirements) + "\n", "utf-8")
    text = json.dumps(_sums(folder), indent=1, sort_keys=True) + "\n"
    (folder / MADE).write_text(text, "utf-8")


def _add_solution(course: Course, unit: Unit, language: str, folder: Path, temporary: Path) -> None:
    """Add a unit with its solutions, and without all else that is secret."""
    import nbformat

    built = convert(course, unit, language, Path(tempfile.mkdtemp(dir=temporary)), without=SHOWN_ONCE_OVER)
    path = built / unit.notebook.name
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        lines = cell.source.split("\n")
        cell.source = "\n".join(
            line for line in lines if not line.strip().startswith(("### BEGIN", "### END"))
        )
    path.write_text(nbformat.writes(notebook).rstrip("\n") + "\n", "utf-8")
    if secrets := leaks(read(unit), built, course.root / "heldout" / unit.name, solutions=False):
        lines = "\n".join(f"  {secret}" for secret in secrets)
        raise NeedsPerson(f"The {language} solution of {unit.name} would give away:\n{lines}")
    shutil.copytree(built, folder / language / f"{unit.name}-solution")


def _refuse(course: Course, to: Path) -> None:
    """Stop before anything of somebody's is overwritten."""
    kept = [course.root / name for name in ("source", "release", "heldout", "submitted")]
    if course.root.is_relative_to(to) or any(to.is_relative_to(folder) for folder in kept):
        raise UsageError(f"{to} is part of the course itself. Publish to a folder of its own.")
    if to.is_file() and to.suffix == ".zip":
        mine = _is_ours(to)
    elif to.is_dir() and to.suffix != ".zip":
        mine = not any(to.iterdir()) or _listed(to) == _sums(to)
    else:
        mine = not to.exists()
    if not mine:
        raise UsageError(
            f"{to} holds what publish did not put there. Move it away, or publish somewhere else."
        )


def _sums(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if not path.is_dir() and path.name != MADE)
    return {path.relative_to(folder).as_posix(): _sum(path) for path in files}


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _listed(folder: Path) -> dict[str, str] | None:
    try:
        sums: dict[str, str] = json.loads((folder / MADE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return sums


def _is_ours(archive: Path) -> bool:
    try:
        with zipfile.ZipFile(archive) as opened:
            return any(name.count("/") == 1 and name.endswith(f"/{MADE}") for name in opened.namelist())
    except zipfile.BadZipFile:
        return False


def _zip(folder: Path, to: Path, name: str) -> Path:
    """Zip a folder under one name; the same files give the same bytes."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", ZIPPED_AT)
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3  # Unix, wherever this runs
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return to
