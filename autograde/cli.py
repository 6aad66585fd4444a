"""The command line: `autograde <verb>`.

    $ autograde grade u01-workflow
    $ autograde demo

Exit status: 0 on success, 1 when something needs a person, 2 on wrong usage, 130 after Ctrl-C. Importing
nbgrader takes seconds, so each verb imports what it needs when it runs.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograde.course import LANGUAGES, Course
from autograde.errors import NeedsPerson, UsageError

if TYPE_CHECKING:
    from autograde.console import Console
    from autograde.grading import Outcome
    from autograde.store import Store

_INTERRUPTED = 130  # what Typer ends with after Ctrl-C, without a word
_AS_MANY = "without it one a core, as far as memory goes (1.5 GB each)."

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
        list[str] | None, typer.Argument(metavar="UNIT", help="Units; all if none is named.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Only this language: ru or en.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail if a build would.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Without a valid audit, to try things.")] = False,
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
    built = release.build(course, units or [], languages, draft=draft)
    _write_json(json_file, {"built": [str(path) for path in built]})
    for path in built:
        console.say(f"built {_short(course, path)}")


@app.command(epilog="Example: autograde grade u01-workflow --student anna")
def grade(
    units: Annotated[list[str], typer.Argument(metavar="UNIT", help="Units to grade.")],
    student: Annotated[str | None, typer.Option(metavar="ID", help="Only this student.")] = None,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Again, and by the tests as they are now.")
    ] = False,
    slots: Annotated[
        int | None,
        typer.Option("-j", metavar="N", min=1, help=f"Submissions at a time; {_AS_MANY}"),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Of a Dask cluster that runs them, as many as its workers have threads (-j has no effect): "
            "tcp://host:8786.",
        ),
    ] = None,
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
            outcome = grading.grade(
                course,
                unit,
                regrade=regrade,
                student=student,
                slots=slots,
                scheduler=scheduler,
                progress=show,
            )
        outcomes.append(outcome)
        _show(console, course, outcome)
    _write_json(json_file, {"units": [dataclasses.asdict(outcome) for outcome in outcomes]})
    if waiting := [mark.student for outcome in outcomes for mark in outcome.waiting]:
        raise NeedsPerson(f"{len(waiting)} need a person: {', '.join(waiting)}")


@app.command(epilog="Example: autograde demo")
def demo(
    every: Annotated[bool, typer.Option("--all", help="All units, a class of six.")] = False,
    no_grade: Annotated[bool, typer.Option("--no-grade", help="Only put the class into submitted/.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Grade a sample class and show where to look."""
    from autograde import demo as sample_class

    course, console = Course.find(), _console()
    classes = (
        {unit.name: sample_class.six(course, unit.name) for unit in course.units()}
        if every
        else {sample_class.UNIT: sample_class.everyone(course)}
    )
    outcomes, surprises = [], []
    for unit, those in classes.items():
        if no_grade:
            for student, sample in sample_class.place(course, unit, those).items():
                console.say(f"submitted/{student}/{unit}: {sample.title}")
            continue
        with console.progress() as show:
            outcome, found = sample_class.run(course, unit, those, progress=show)
        outcomes.append(outcome)
        surprises += found
        if every:
            console.say(f"{unit}: {len(outcome.marks)} in {outcome.seconds:.0f} s")
    if no_grade:
        return
    if every:
        console.course(outcomes)
    else:
        _show(console, course, outcomes[0])
    told = [dataclasses.asdict(outcome) for outcome in outcomes]
    _write_json(
        json_file,
        ({"units": told} if every else told[0])
        | {"surprises": [dataclasses.asdict(one) for one in surprises]},
    )
    console.say("")
    page = sample_class.feedback_page(course, outcomes[-1].marks, outcomes[-1].unit)
    if page is not None:
        console.say(f"A student's feedback: {page}")
    console.say(f"The gradebook:        {course.root / 'gradebook.db'}")
    console.say(f"To mark by hand:      cd {course.root} && jupyter lab    (menu Nbgrader, Formgrader)")
    for one in surprises:
        console.complain(f"{one.unit}, {one.student}: expected {one.expected}; got {one.got}")
    handed_in = sum(len(outcome.marks) for outcome in outcomes)
    if surprises:
        raise NeedsPerson(f"{len(surprises)} of {handed_in} did not get what their files say")
    console.say(f"All {handed_in} got exactly what their files in tests/units say.")


@app.command(epilog="Example: autograde audit u03-regression --seeds 3")
def audit(
    units: Annotated[list[str] | None, typer.Argument(metavar="UNIT", help="Units to audit.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All units.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Those that changed since their audit.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Run nothing; fail if a record is stale.")] = False,
    seeds: Annotated[int, typer.Option(min=1, help="Where chance matters.")] = 10,
    extend: Annotated[
        bool, typer.Option("--extend", help="Run only what the record lacks: what changed, and seeds.")
    ] = False,
    slots: Annotated[
        int | None, typer.Option("-j", metavar="N", min=1, help=f"Cases at a time; {_AS_MANY}")
    ] = None,
    json_file: JsonFile = None,
) -> None:
    """Test the tests: right answers must pass, wrong ones fail, whatever chance does.

    A unit is released only with a record of its audit that is up to date.
    """
    from autograde.audit import record

    course, console = Course.find(), _console()
    known = course.units()
    chosen = [course.unit(name) for name in units or []]
    if every or (check and not chosen):
        chosen = known
    if stale:
        chosen += [unit for unit in known if unit not in chosen and record.problem(course, unit)]
    if check:
        problems = [found for unit in chosen if (found := record.problem(course, unit))]
        records = [kept for unit in chosen if (kept := record.read(course, unit))]
        _write_json(json_file, {"problems": problems, "records": records})
        console.records(records)
        if problems:
            raise NeedsPerson("; ".join(problems))
        console.say(f"The records of {len(chosen)} units are up to date.")
        return
    if not chosen and not stale:
        raise UsageError("Name a unit, or --all, or --stale.")
    from autograde.audit import page, running

    reports = []
    for unit in chosen:
        beyond = record.so_far(course, unit) if extend else {}
        began = record.keys(course, unit)
        if all(beyond.get(part, 0) >= seeds for part in began):
            console.say(f"{unit.name}: the record lacks nothing.")
            continue
        with console.progress() as show:
            report = running.audit(course, unit, seeds=seeds, beyond=beyond, slots=slots, progress=show)
        path = record.keep(course, unit, report, seeds, began)
        console.audit(report, path if beyond else page.write(course, report))
        reports.append(report)
    if reports:
        console.audits(reports)
    _write_json(json_file, {"units": [report.told() for report in reports]})
    if bad := [report.unit for report in reports if report.findings]:
        raise NeedsPerson(f"to mend before a release: {', '.join(bad)}")


@app.command(epilog="Example: autograde calibrate u03-regression --seeds 10")
def calibrate(
    units: Annotated[list[str], typer.Argument(metavar="UNIT", help="Units whose thresholds to measure.")],
    seeds: Annotated[int, typer.Option(min=2, help="Runs of each right answer.")] = 10,
    slots: Annotated[
        int | None, typer.Option("-j", metavar="N", min=1, help=f"Runs at a time; {_AS_MANY}")
    ] = None,
    json_file: JsonFile = None,
) -> None:
    """Measure how good right and wrong answers are, and say which threshold follows."""
    from autograde.audit import calibration

    course, console = Course.find(), _console()
    measured, bad = {}, []
    for unit in [course.unit(name) for name in units]:
        with console.progress() as show:
            found = calibration.calibrate(course, unit, seeds=seeds, slots=slots, progress=show)
        if not found:
            console.say(f"{unit.name}: no test measures against a threshold.")
            continue
        console.calibrations(found)
        for path in calibration.write(course, unit, found):
            console.say(_short(course, path))
        measured[unit.name] = [one.told() for one in found]
        bad += [one.check for one in found if not one.fits]
    _write_json(json_file, measured)
    if bad:
        raise NeedsPerson(f"too strict for right answers: {'; '.join(bad)}")


@app.command("new-unit", epilog="Example: autograde new-unit u16-graphs")
def new_unit(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A number and words: u16-graphs.")],
) -> None:
    """Begin a unit: a small one that builds, grades and passes its audit, to write over."""
    from autograde import new_unit as scaffold

    course, console = Course.find(), _console()
    for path in scaffold.create(course, name):
        console.say(f"wrote {_short(course, path)}")
    console.say(f"Next: autograde audit {name}, then autograde build {name}")


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


@app.command(epilog="Example: autograde bench -n 48 --json bench.json")
def bench(
    count: Annotated[int, typer.Option("-n", min=12, help="Submissions of a class.")] = 48,
    stock: Annotated[int, typer.Option(min=1, help="Of them by stock nbgrader.")] = 6,
    phases: Annotated[bool, typer.Option("--phases", help="Also say where the time goes.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Measure this engine beside stock nbgrader: some minutes, on a machine that does nothing else."""
    from autograde import bench as measuring

    course, console = Course.find(), _console()
    figures = measuring.measure(course, count, stock, say=console.complain)
    _write_json(json_file, figures)
    console.figures(figures, phases=phases)


store = typer.Typer(no_args_is_help=True, help="The stored results: show, verify, prune.")
app.add_typer(store, name="store")


@store.callback()
def _store() -> None:
    """What students' code produced and what tests said of it, so that nothing is run twice."""


@store.command("show", epilog="Example: autograde store show")
def store_show(json_file: JsonFile = None) -> None:
    """Say how much is stored, of what kind, and since when."""
    from autograde.store import KINDS

    kept, console = _open_store(), _console()
    found = list(kept.entries())
    rows = []
    for kind in KINDS:
        entries = [entry for entry in found if entry.kind == kind]
        oldest = min((entry.used for entry in entries), default=None)
        size = sum(entry.size for entry in entries)
        rows.append({"kind": kind, "entries": len(entries), "bytes": size, "oldest_use": oldest})
        since = "" if oldest is None else f", the oldest used {datetime.fromtimestamp(oldest):%Y-%m-%d}"
        console.say(f"{kind}: {len(entries)}, {size / 1e6:.1f} MB{since}")
    console.say(f"in {kept.folder}")
    _write_json(json_file, {"folder": str(kept.folder), "kinds": rows})


@store.command("verify", epilog="Example: autograde store verify")
def store_verify(json_file: JsonFile = None) -> None:
    """Read every entry and name the damaged ones. A damaged one counts as absent, and is made anew."""
    kept, console = _open_store(), _console()
    damaged = [str(entry.path) for entry in kept.verify()]
    _write_json(json_file, {"damaged": damaged})
    for path in damaged:
        console.say(path)
    if damaged:
        raise NeedsPerson(f"{len(damaged)} damaged: remove them, or leave them to be made anew")
    console.say("Every entry is whole.")


@store.command("prune", epilog="Example: autograde store prune --to 500")
def store_prune(
    to: Annotated[int, typer.Option(metavar="MB", min=0, help="Megabytes that may stay.")],
    json_file: JsonFile = None,
) -> None:
    """Remove the results that were used longest ago. They are made anew when they are needed."""
    removed = _open_store().prune(to * 1_000_000)
    _write_json(json_file, {"removed": removed})
    _console().say(f"{removed} removed")


def _open_store() -> Store:
    from autograde.gradebook import open_api
    from autograde.preparation import executor

    kept = executor(open_api(Course.find())).open_store()
    if kept is None:
        raise NeedsPerson("c.Execute.store is empty in course_config.py: nothing is stored")
    return kept


@app.command(
    epilog="Example: autograde publish --to ~/for-students.zip, and when two exercises are over: "
    "autograde publish u01-workflow u02-architecture --solutions --to ~/over.zip"
)
def publish(
    units: Annotated[
        list[str] | None, typer.Argument(metavar="UNIT", help="Units; all if none is named.")
    ] = None,
    to: Annotated[Path, typer.Option(metavar="PATH", help="A folder, or a .zip.")] = Path("published"),
    solutions: Annotated[
        bool,
        typer.Option(
            "--solutions",
            help="The solutions of these units too, of EVERY unit if none is named: for when they are over.",
        ),
    ] = False,
    json_file: JsonFile = None,
) -> None:
    """Write what students get: the releases and the checks, nothing else. What an earlier run wrote there is
    replaced as a whole.
    """
    from autograde import publish as publishing

    course, console = Course.find(), _console()
    made = publishing.publish(course, to, units or [], with_solutions=solutions)
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
    except (SystemExit, KeyboardInterrupt) as error:
        if isinstance(error, SystemExit) and error.code != _INTERRUPTED:
            raise
        sys.exit(_stop("Stopped. Run the same command again to go on.", _INTERRUPTED))


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
