"""The command line: `autograde <verb>`.

    $ autograde grade u01-workflow
    $ autograde demo

Exit status: 0 on success, 1 when something needs a person, 2 on wrong usage. Importing nbgrader takes
seconds, so each verb imports what it needs when it runs.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograde.course import LANGUAGES, Course
from autograde.errors import NeedsPerson, UsageError

if TYPE_CHECKING:
    from autograde.console import Console
    from autograde.grading import Outcome

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
JsonFile = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Also write the results to FILE.")
]


@app.callback()
def _root() -> None:
    """Build, grade and publish the units of a course. Run it in the course's folder."""


@app.command(epilog="Example: autograde build u01-workflow --lang en")
def build(
    units: Annotated[
        list[str] | None, typer.Argument(metavar="[UNIT]…", help="Units; all if none is named.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Only this language: ru or en.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail if a build would.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Make notebooks and releases from the sources."""
    from autograde import release

    course, console = Course.find(), _console()
    languages = LANGUAGES if lang is None else (lang,)
    if check:
        drift = release.check(course, units or [], languages)
        _write_json(json_file, {"drift": [{"path": str(item.path), "what": item.what} for item in drift]})
        for item in drift:
            console.say(f"{_short(course, item.path)}: {item.what}")
        if drift:
            raise NeedsPerson(f"{len(drift)} to bring up to date: autograde build")
        console.say("Every release equals a fresh build.")
        return
    built = release.build(course, units or [], languages)
    _write_json(json_file, {"built": [str(path) for path in built]})
    for path in built:
        console.say(f"built {_short(course, path)}")


@app.command(epilog="Example: autograde grade u01-workflow --student anna")
def grade(
    units: Annotated[list[str], typer.Argument(metavar="UNIT…", help="Units to grade.")],
    student: Annotated[str | None, typer.Option(metavar="ID", help="Only this student.")] = None,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Again, and by the tests as they are now.")
    ] = False,
    json_file: JsonFile = None,
) -> None:
    """Grade everything submitted that is new or changed, and make the feedback pages."""
    from autograde import grading

    course, console = Course.find(), _console()
    for unit in units:
        course.unit(unit)  # a wrong name stops the command before the first unit is graded
    outcomes = []
    for unit in units:
        with console.progress() as show:
            outcome = grading.grade(course, unit, regrade=regrade, student=student, progress=show)
        outcomes.append(outcome)
        _show(console, course, outcome)
    _write_json(json_file, {"units": [dataclasses.asdict(outcome) for outcome in outcomes]})
    if waiting := [mark.student for outcome in outcomes for mark in outcome.waiting]:
        raise NeedsPerson(f"{len(waiting)} need a person: {', '.join(waiting)}")


@app.command(epilog="Example: autograde demo")
def demo(
    no_grade: Annotated[bool, typer.Option("--no-grade", help="Only put the class into submitted/.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Grade a sample class and show where to look."""
    from autograde import demo as sample_class

    course, console = Course.find(), _console()
    if no_grade:
        for sample in sample_class.place(course):
            console.say(f"submitted/{sample_class.PREFIX}{sample.name}: {sample.title}")
        return
    with console.progress() as show:
        outcome, surprises = sample_class.run(course, progress=show)
    _show(console, course, outcome)
    _write_json(
        json_file, dataclasses.asdict(outcome) | {"surprises": [dataclasses.asdict(one) for one in surprises]}
    )
    page = sample_class.feedback_page(course, outcome.marks)
    console.say("")
    if page is not None:
        console.say(f"A student's feedback: {page}")
    console.say(f"The gradebook:        {course.root / 'gradebook.db'}")
    console.say(f"To mark by hand:      cd {course.root} && jupyter lab    (menu Nbgrader, Formgrader)")
    for one in surprises:
        console.complain(f"{one.student}: expected {one.expected}; got {one.got}")
    if surprises:
        raise NeedsPerson(f"{len(surprises)} of {len(outcome.marks)} did not get what their files say")
    console.say(f"All {len(outcome.marks)} got exactly what their files in tests/units say.")


@app.command(epilog="Example: autograde doctor")
def doctor(json_file: JsonFile = None) -> None:
    """Say what works on this machine, and what to do about the rest."""
    from autograde import doctor as examination

    course, console = Course.find(), _console()
    findings = []
    for finding in examination.examine(course):
        findings.append(finding)
        console.finding(finding)
    _write_json(json_file, {"findings": [dataclasses.asdict(finding) for finding in findings]})
    if bad := [finding.what for finding in findings if finding.state == "bad"]:
        raise NeedsPerson(f"grading does not work here yet: {', '.join(bad)}")


kernel = typer.Typer(no_args_is_help=True, help="The warm kernel for Jupyter.")
app.add_typer(kernel, name="kernel")


@kernel.callback()
def _kernel() -> None:
    """Kernels that have imported TensorFlow and Keras before they start."""


@kernel.command("install", epilog="Example: autograde kernel install")
def kernel_install(
    sys_prefix: Annotated[
        bool, typer.Option("--sys-prefix", help="Into this Python environment, not for this user.")
    ] = False,
) -> None:
    """Register the warm kernel: JupyterLab then offers "Keras, warm"."""
    from autograde.kernels import spec

    try:
        made = spec.install(Path(sys.prefix) if sys_prefix else None)
    except OSError as error:
        raise NeedsPerson(f"{error.filename} can't be written: {error.strerror}") from None
    _console().say(f"installed {made}")


@app.command(epilog="Example: autograde publish --to ~/for-students.zip")
def publish(
    to: Annotated[Path, typer.Option(metavar="PATH", help="A folder, or a .zip.")] = Path("published"),
    solutions: Annotated[
        bool, typer.Option("--solutions", help="Solutions too: for when the exercise is over.")
    ] = False,
    json_file: JsonFile = None,
) -> None:
    """Write what students get: the releases and the checks, nothing else."""
    from autograde import publish as publishing

    course, console = Course.find(), _console()
    made = publishing.publish(course, to, with_solutions=solutions)
    _write_json(json_file, {"published": str(made)})
    console.say(f"Published: {made}")


def main() -> None:
    """Run the command line; every expected trouble is one line on stderr."""
    try:
        app()
    except UsageError as error:
        sys.exit(_stop(str(error), 2))
    except NeedsPerson as error:
        sys.exit(_stop(str(error), 1))
    except KeyboardInterrupt:
        sys.exit(_stop("Stopped. Run the same command to go on.", 1))


def _stop(line: str, status: int) -> int:
    _console().complain(line)
    return status


def _console() -> Console:
    from autograde.console import Console

    return Console()


def _show(console: Console, course: Course, outcome: Outcome) -> None:
    console.marks(outcome.marks)
    skipped = f", {outcome.skipped} unchanged since they were graded" if outcome.skipped else ""
    console.say(f"{outcome.unit}: {outcome.graded} graded in {outcome.seconds:.0f} s{skipped}.")
    levels = sorted({mark.sandbox for mark in outcome.marks if mark.sandbox is not None})
    if confined := [level for level in levels if level != "none"]:
        console.say(f"Student code was confined: {', '.join(confined)}.")
    if "none" in levels:
        console.complain(
            "Note: at level none student code is UNCONFINED: it can read and change what you can."
        )
    for note in outcome.notes:
        console.complain(f"Note: {note}")


def _short(course: Course, path: Path) -> str:
    return str(path.relative_to(course.root)) if path.is_relative_to(course.root) else str(path)


def _write_json(path: Path | None, content: Any) -> None:
    if path is None:
        return
    try:
        path.write_text(
            json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8"
        )
    except OSError as error:
        raise UsageError(
            f"{path} can't be written: {error.strerror}. Name another file after --json."
        ) from None
