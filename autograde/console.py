"""Tables and progress for a terminal; plain lines where there is none.

console = Console()
with console.progress() as show:
outcome = grade(course, unit, progress=show)
console.marks(outcome.marks)
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import rich.console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:  # importing the engine takes seconds, and `--help` needs none of it
    from pathlib import Path

    from autograde.audit.calibration import Calibration
    from autograde.audit.findings import Fault, Report
    from autograde.doctor import Finding
    from autograde.grading import Outcome
    from autograde.grading import Progress as Step
    from autograde.marks import Mark

PLAIN_WIDTH = 120  # columns, where the output is not a terminal


class Console:
    """Results go to stdout, progress and complaints to stderr."""

    def __init__(self) -> None:
        plain = None if sys.stdout.isatty() else PLAIN_WIDTH
        self.out = rich.console.Console(width=plain, highlight=False)
        self.err = rich.console.Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, line: str) -> None:
        """Print a line of the result, as it is."""
        self.out.print(Text(line), soft_wrap=True)

    def complain(self, line: str) -> None:
        """Print a line about what went wrong."""
        self.err.print(Text(line))

    @contextmanager
    def progress(self) -> Iterator[Callable[[Step], None]]:
        """Yield a function to call with each step: a bar on a terminal, a line a submission elsewhere."""
        if not self.err.is_terminal:
            yield lambda step: self.complain(plain(step)) if step.student else None
            return
        columns = (
            *(SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()),
            TextColumn("{task.fields[left]}"),
        )
        with Progress(*columns, console=self.err, transient=True) as bar:
            task = bar.add_task("preparing", total=None, left="")

            def show(step: Step) -> None:
                left = f"about {duration(step.seconds_left)} left" if step.seconds_left else ""
                name = step.student or "grading"
                bar.update(task, description=name, total=step.total, completed=step.done, left=left)

            yield show

    def finding(self, finding: Finding) -> None:
        """Print what the doctor found, and below it what to do."""
        sign = {"good": "✓", "note": "–", "bad": "✗"}[finding.state]
        self.say(f"{sign} {finding.what}: {finding.says}")
        if finding.advice:
            self.say(f"    to do: {finding.advice}")

    def audit(self, report: Report, page: Path) -> None:
        """Print what an audit found, and where its page is."""
        for finding in report.findings:
            self.say(f"✗ {finding}")
        self.say(f"{report.unit}: {page}")

    def audits(self, reports: Sequence[Report]) -> None:
        """Print a row for each audit."""
        table = Table(show_edge=False, pad_edge=False)
        table.add_column("unit", no_wrap=True)
        faults: tuple[Fault, ...] = ("false pass", "false fail", "seed-dependent")
        names = ("mutants", "equivalents", "harmless", *faults, "other", "runs", "seconds")
        for name in names:
            table.add_column(name, justify="right")
        for report in reports:
            counts = [report.count_faults(fault) for fault in faults]
            runs = sum(len(found) for found in report.runs.values())
            kinds = [report.count(kind) for kind in ("mutant", "equivalent", "harmless")]
            rest = len(report.findings) - sum(counts)
            table.add_row(report.unit, *map(str, (*kinds, *counts, rest, runs, round(report.seconds))))
        self.out.print(table)

    def records(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Print a row for each record of an audit."""
        table = Table(show_edge=False, pad_edge=False)
        table.add_column("unit", no_wrap=True)
        kinds = {
            "mutants by hand": ("mutants by hand",),
            "generated": ("mutants generated",),
            "harmless": ("of them harmless",),
            "equivalents": ("equivalents by hand", "equivalents generated"),
        }
        for name in (*kinds, "seeds", "runs"):
            table.add_column(name, justify="right")
        for kept in records:
            counts = [sum(kept.get("cases", {}).get(kind, 0) for kind in names) for names in kinds.values()]
            table.add_row(*map(str, (kept.get("unit"), *counts, kept.get("seeds"), kept.get("runs"))))
        self.out.print(table)

    def calibrations(self, found: Sequence[Calibration]) -> None:
        """Print a row for each threshold."""
        table = Table(show_edge=False, pad_edge=False)
        names = (
            "runs",
            "mean",
            "sd",
            "mean and 5 sd",
            "threshold",
            "strongest wrong answer",
            "a right one fails",
        )
        for name in ("check", *names):
            table.add_column(name)
        for one in found:
            best = "none" if one.strongest is None else f"{one.strongest[1]:.3g} {one.strongest[0]}"
            numbers = (one.mean, one.deviation, one.proposed, one.threshold)
            row = [f"{number:.3g}" for number in numbers]
            table.add_row(one.check, str(len(one.figures)), *row, Text(best), f"{one.chance:.1g}")
        self.out.print(table)

    def figures(self, figures: Mapping[str, Any], *, phases: bool) -> None:
        """Print what `bench` measured: a row for each figure, a column for each unit."""
        units = [name for name in figures if name != "with"]
        table = Table(show_edge=False, pad_edge=False)
        table.add_column("")
        for unit in units:
            table.add_column(unit, justify="right")
        for name, value in figures[units[0]].items():
            if isinstance(value, float):
                table.add_row(name, *(f"{figures[unit][name]:.2f}" for unit in units))
        if phases:
            for name in figures[units[0]]["phases of the class, s"]:
                found = (figures[unit]["phases of the class, s"].get(name, 0.0) for unit in units)
                table.add_row(f"phase {name}, s", *(f"{seconds:.2f}" for seconds in found))
        self.out.print(table)
        self.say(", ".join(f"{name} {value}" for name, value in figures["with"].items()))

    def course(self, outcomes: Sequence[Outcome]) -> None:
        """Print a row for each unit, a column for each student: marks, `?` where a person is needed."""
        students = sorted({mark.student for outcome in outcomes for mark in outcome.marks})
        table = Table(show_edge=False, pad_edge=False)
        table.add_column("unit", no_wrap=True)
        for name in (*students, "of", "s"):
            table.add_column(name, justify="right", no_wrap=True)
        for outcome in outcomes:
            found = {mark.student: mark for mark in outcome.marks}
            most = max((mark.max_score for mark in outcome.marks), default=0.0)
            scores = [_score(found[student]) if student in found else "" for student in students]
            table.add_row(outcome.unit, *scores, f"{most:g}", f"{outcome.seconds:.0f}")
        self.out.print(table)

    def marks(self, marks: Sequence[Mark]) -> None:
        """Print the table: student, mark, short answers, what each lost and why."""
        by_hand = any(mark.manual_score or mark.manual_pending for mark in marks)
        table = Table(show_edge=False, pad_edge=False)
        table.add_column("student", no_wrap=True)
        table.add_column("mark", justify="right", no_wrap=True)
        if by_hand:
            table.add_column("short answers", justify="right", no_wrap=True)
        table.add_column("lost, and why")
        for mark in marks:
            score = "–" if mark.score is None else f"{mark.score:g}"
            extra = f" + {mark.bonus:g}" if mark.bonus else ""
            row = [Text(mark.student), Text(f"{score} of {mark.max_score:g}{extra}")]
            if by_hand:
                row.append(Text(answers(mark)))
            table.add_row(*row, Text("\n".join(reasons(mark))))
        self.out.print(table)


def _score(mark: Mark) -> str:
    return "?" if mark.score is None or mark.status != "graded" else f"{mark.score:g}"


def answers(mark: Mark) -> str:
    """Return what stands in the column of short answers."""
    pending = f"{mark.manual_pending:g} to mark" if mark.manual_pending else ""
    given = f"{mark.manual_score:g}" if mark.manual_score or not pending else ""
    return ", ".join(part for part in (given, pending) if part)


def reasons(mark: Mark) -> list[str]:
    """Return a line for each loss, after the reason why a person is needed, before what was not assessed."""
    lines = [f"needs a person: {mark.reason}"] if mark.status != "graded" else []
    lines += [_loss(loss.grade_id, loss.points, loss.why) for loss in mark.losses]
    return lines + [f"○ {name}: {why}" for name, why in mark.not_assessed.items()]


def _loss(name: str, points: float, why: str) -> str:
    lost = f"−{points:g}" if points else "0"
    return f"{lost} {name}: {why}".removesuffix(": ")


def plain(step: Step) -> str:
    """Return a step as a line."""
    left = f", about {duration(step.seconds_left)} left" if step.seconds_left else ""
    return f"{step.done} of {step.total}: {step.student}{left}"


def duration(seconds: float) -> str:
    """Return a time as a person says it."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
