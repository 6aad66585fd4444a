"""Thresholds from what was measured: how good right answers are, how good wrong ones, and what lies between.

    for found in calibrate(course, course.unit("u03-regression"), seeds=10):
        found.check, found.mean, found.deviation, found.strongest, found.fits

Each `check_reaches` and `check_learns` of a unit is asked for its figure instead of a verdict: its threshold
is replaced by one that everything passes, and the figure is read from what it says. Where the test computes
its threshold, such as nine tenths of a baseline's error, figures are fractions of that, and the threshold is
1. Right answers are the solution and all equivalents of the exercise, wrong ones its mutants. A threshold
fits when it lies 5 standard deviations or more on the safe side of the mean of right answers; the strongest
wrong answer is shown beside it: some other check may be the one that catches it.
"""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic

from nbformat import NotebookNode

from autograde import cells
from autograde.audit.cases import Bank, Case, folder_of
from autograde.audit.running import FIRST_SEED, NOBODY
from autograde.course import Course, Unit
from autograde.gradebook import open_api
from autograde.grading import Progress
from autograde.job import Job, Result
from autograde.pool import Local, finished, slots_here
from autograde.preparation import executor
from autograde.source import refresh

NAME = "calibration.json"
DEVIATIONS = 5.0
_MEASURING = ("check_reaches", "check_learns")
_LIMITS = ("at_least", "at_most")
_COMPUTED = "computed threshold:"
_FIGURE = re.compile(
    rf"^(?:{_COMPUTED} (?P<limit>\S+)\n)?✓ .*: \S+ is (?P<figure>-?\d[\d.e+-]*?)(?: after \d+ epochs)?\.$",
    re.MULTILINE,
)
_WIDE = 1e12  # a threshold that everything passes


@dataclasses.dataclass(frozen=True)
class Calibration:
    """What was measured of one check.

    Args:
        check: the test cell, and the number of the check among those that measure there, from 1.
        threshold: as the test has it; 1 where the test computes it, and figures are fractions of it.
        smaller: whether smaller is better.
        right: figures of right answers, by case.
        wrong: figures of wrong answers, by case; those that gave none are left out.
    """

    check: str
    threshold: float
    smaller: bool
    right: dict[str, list[float]]
    wrong: dict[str, list[float]]

    @property
    def figures(self) -> list[float]:
        """All figures of right answers."""
        return [figure for found in self.right.values() for figure in found]

    @property
    def mean(self) -> float:
        """Their mean."""
        return statistics.fmean(self.figures)

    @property
    def deviation(self) -> float:
        """Their standard deviation."""
        return statistics.stdev(self.figures) if len(self.figures) > 1 else 0.0

    @property
    def proposed(self) -> float:
        """The threshold that follows: 5 standard deviations on the safe side of the mean."""
        return self.mean + (DEVIATIONS if self.smaller else -DEVIATIONS) * self.deviation

    @property
    def strongest(self) -> tuple[str, float] | None:
        """The wrong answer with the best figure."""
        best = [(max(found, key=self._goodness), name) for name, found in self.wrong.items() if found]
        if not best:
            return None
        figure, name = max(best, key=lambda pair: self._goodness(pair[0]))
        return name, figure

    @property
    def chance(self) -> float:
        """The chance that a right answer fails, were the figures normally distributed."""
        if not self.deviation:
            return 0.0
        spread = statistics.NormalDist(self.mean, self.deviation)
        below = spread.cdf(self.threshold)
        return 1 - below if self.smaller else below

    @property
    def fits(self) -> bool:
        """Whether the threshold is safe for right answers."""
        return self._goodness(self.threshold) <= self._goodness(self.proposed)

    def _goodness(self, figure: float) -> float:
        return -figure if self.smaller else figure

    def told(self) -> dict[str, object]:
        """Return it as plain data, with what follows from it."""
        strongest = self.strongest
        return {
            **dataclasses.asdict(self),
            "mean": self.mean,
            "standard deviation": self.deviation,
            "runs of right answers": len(self.figures),
            "proposed": self.proposed,
            "strongest wrong answer": strongest and {"case": strongest[0], "figure": strongest[1]},
            "chance of failing a right answer": self.chance,
            "fits": self.fits,
        }


def calibrate(
    course: Course,
    unit: Unit,
    *,
    seeds: int = 10,
    slots: int | None = None,
    progress: Callable[[Progress], None] = lambda step: None,
) -> list[Calibration]:
    """Measure every threshold of a unit.

    Args:
        course: whose settings are used.
        unit: the unit.
        seeds: with how many each right answer is run; wrong ones with three.
        slots: runs at a time; None for as many as the machine holds.
        progress: called at the start and after each run.

    Raises:
        NeedsPerson: the source or a case can't be read.
    """
    bank = Bank.read(course, unit)
    refresh(unit)
    limits = dict(thresholds(bank.source))
    cases = list(_cases(bank, set(limits), seeds))
    execute = executor(open_api(course))
    ids = {"assignment": unit.name, "notebook": unit.name, "student": NOBODY}
    began, done, total = monotonic(), 0, sum(case.seeds for case in cases)
    figures: dict[tuple[str, int], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))

    def jobs() -> Iterator[tuple[str, Job]]:
        for case in cases:
            job = execute.job(measuring(bank.notebook(case)), ids)
            for seed in range(case.seeds):
                yield f"{seed}\0{case.name}", dataclasses.replace(job, seed=FIRST_SEED + seed, language="en")

    progress(Progress(0, total, None, None))
    with Local(slots or slots_here(), tuple(execute.preload), execute.open_store()) as pool:
        for name, outcome in finished(pool, jobs()):
            case_name = name.partition("\0")[2]
            if isinstance(outcome, Result):
                for cell, found in measured(outcome.notebook):
                    for number, figure in enumerate(found):
                        figures[cell, number][case_name].append(figure)
            done += 1
            progress(Progress(done, total, case_name, (monotonic() - began) / done * (total - done)))
    wrong = {case.name for case in cases if case.kind == "mutant"}
    return [
        Calibration(
            check=f"{cell}, {number + 1}",
            threshold=threshold,
            smaller=smaller,
            right={name: found for name, found in figures[cell, number].items() if name not in wrong},
            wrong={name: found for name, found in figures[cell, number].items() if name in wrong},
        )
        for cell, checks in limits.items()
        for number, (threshold, smaller) in enumerate(checks)
        if figures[cell, number]
    ]


def thresholds(notebook: NotebookNode) -> Iterator[tuple[str, list[tuple[float, bool]]]]:
    """Yield each test cell that measures, with its thresholds: the number, and whether smaller is better."""
    for cell in filter(cells.is_test, notebook.cells):
        limits = [limit for call in _measuring(ast.parse(cell.source)) for limit in _limits(call)]
        if limits:
            yield (
                str(cells.grade_id(cell)),
                [
                    (1.0 if _is_computed(limit) else _number(limit), limit.arg == "at_most")
                    for limit in limits
                ],
            )


def measuring(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook whose thresholds are such that everything passes, and whose other checks end no cell.

    They are made all the same: a cell that asks what the test asked is answered from the store.
    """
    for cell in filter(cells.is_test, notebook.cells):
        tree = ast.parse(cell.source)
        if any(_measuring(tree)):
            tree.body = [part for statement in tree.body for part in _as_measured(statement)]
            cell.source = ast.unparse(ast.fix_missing_locations(tree))
    return notebook


def _as_measured(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Yield what stands in place of a statement of a test cell that measures."""
    calls = list(_measuring(statement))
    if not calls:
        yield _unheeded(statement) if isinstance(statement, ast.Expr) else statement
        return
    for limit in (limit.value for call in calls for limit in _limits(call) if _is_computed(limit)):
        yield from ast.parse(f"print({_COMPUTED!r}, float({ast.unparse(limit)}))").body
    for call in calls:
        call.keywords = [
            ast.keyword(word.arg, ast.Constant(_WIDE if word.arg == "at_most" else -_WIDE))
            if word.arg in _LIMITS
            else word
            for word in call.keywords
            if word.arg not in ("hidden", "full", "points")
        ]
    yield statement


def _unheeded(statement: ast.stmt) -> ast.stmt:
    wrapped = ast.parse("try:\n    pass\nexcept Exception:\n    pass").body[0]
    assert isinstance(wrapped, ast.Try)
    wrapped.body = [statement]
    return wrapped


def measured(notebook: NotebookNode) -> Iterator[tuple[str, list[float]]]:
    """Yield each test cell of an examined notebook, and the figures that it printed."""
    for cell in filter(cells.is_test, notebook.cells):
        text = "".join(out.text for out in cell.outputs if out.output_type == "stream")
        yield (
            str(cells.grade_id(cell)),
            [float(found["figure"]) / float(found["limit"] or 1) for found in _FIGURE.finditer(text)],
        )


def _measuring(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in _MEASURING:
            yield node


def _limits(call: ast.Call) -> list[ast.keyword]:
    return [word for word in call.keywords if word.arg in _LIMITS]


def _is_computed(limit: ast.keyword) -> bool:
    return not isinstance(limit.value, ast.Constant)


def _number(limit: ast.keyword) -> float:
    return float(ast.literal_eval(limit.value))


def _cases(bank: Bank, measuring_cells: set[str], seeds: int) -> Iterator[Case]:
    """Yield the cases of the exercises that have a threshold."""
    for case in bank.cases(seeds):
        if case.kind == "solution" or (
            case.kind in ("equivalent", "mutant")
            and any(set(one.tests) & measuring_cells for one in case.exercises)
        ):
            wanted = {"solution": seeds, "equivalent": seeds}.get(case.kind, min(seeds, 3))
            yield dataclasses.replace(case, seeds=wanted)


def write(course: Course, unit: Unit, found: Sequence[Calibration]) -> tuple[Path, Path]:
    """Write the figures beside the unit's cases, and their plot into docs/figures. Return both paths."""
    path = folder_of(course, unit) / NAME
    told = [one.told() for one in found]
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    picture = course.root / "docs" / "figures" / f"calibration-{unit.name}.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    draw(found, picture)
    return path, picture


def draw(found: Sequence[Calibration], picture: Path) -> None:
    """Draw the figures of each check: right answers above, wrong ones below, the threshold a line."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 1.2 + 1.4 * len(found)), layout="constrained")
    axes = figure.subplots(len(found), squeeze=False)[:, 0]
    for axis, one in zip(axes, found, strict=True):
        wrong = [value for values in one.wrong.values() for value in values]
        axis.plot(one.figures, [1.0] * len(one.figures), "|", ms=16, color="#005f9e")
        axis.plot(wrong, [0.0] * len(wrong), "x", ms=6, color="#a33b00")
        axis.axvline(one.threshold, color="black", lw=1.2)
        axis.annotate(f" {one.threshold:g}", (one.threshold, 1.45), fontsize=8)
        axis.axvline(one.proposed, color="black", lw=1, ls=":")
        axis.set_yticks([0, 1], [f"wrong ({len(wrong)})", f"right ({len(one.figures)})"])
        axis.set_ylim(-0.6, 1.8)
        axis.set_title(
            f"{one.check}: mean {one.mean:.3g}, sd {one.deviation:.2g} (dotted: 5 sd away)",
            fontsize=9,
            loc="left",
        )
    figure.savefig(picture, dpi=110)
