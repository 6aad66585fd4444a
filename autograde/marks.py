"""From outputs to marks: what nbgrader records of an executed notebook, and what a class earned.

    c.Autograde.autograde_preprocessors = [Execute, ..., SaveAutoGrades, ...]
    for mark in marks(course, "u01-workflow"):
        print(mark.student, mark.score, "of", mark.max_score, [loss.why for loss in mark.losses])

A wrong answer and a broken check are never mixed: `CheckBroken`, a number that is no mark, or a notebook
that was not executed leave the cell pending, with the reason as a comment. Stock nbgrader gives 0 for the
first and full marks for the others; and it gives 0 for any warning on stderr, which here costs nothing.

A test cell of 0 points with a line `# bonus: 2` gives nbgrader's extra credit: points beyond the unit's own.
Where a check there says `○ …`, it was not assessed: what it wants, a GPU, is not on the machine that grades.
Then it gives none, and the table of marks says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import SaveAutoGrades as StockSaveAutoGrades

from autograde.course import Course
from autograde.execution import EXECUTED
from autograde.facts import CellFacts, bonus, without_region
from autograde.gradebook import PENDING, notebooks_of, open_api, open_gradebook, reasons
from autograde.sanitise import recorded_facts
from autograde.session import NOT_RUN

NOT_ASSESSED = "○"  # as `grader_tests.faster` prints it; importing that would import Keras
UNFINISHED = "grading did not come to its end: grade it again"
NOT_EXECUTED = "the notebook was not executed (--no-execute?): grade it again"


@dataclass(frozen=True)
class Verdict:
    """What a machine says of one graded cell: points, or None and why a person must say."""

    points: float | None
    why: str | None = None


def verdict(cell: NotebookNode, fact_source: str, *, executed: bool) -> Verdict:
    """Judge one graded cell by its outputs.

    Args:
        cell: with nbgrader metadata; its outputs hold no stderr any more.
        fact_source: the cell's text as the course gave it out.
        executed: whether the notebook was run.
    """
    most = float(cell.metadata["nbgrader"]["points"])
    if utils.is_solution(cell):
        untouched = cell.source.strip() == fact_source.strip()
        return Verdict(
            0.0 if untouched else None
        )  # a person marks it: that is its ordinary way, so no reason
    if cell.cell_type != "code":
        return Verdict(None)
    if not executed:
        return Verdict(None, NOT_EXECUTED)
    errors = [output for output in cell.outputs if output.output_type == "error"]
    for error in errors:
        if error.ename == "CheckBroken":
            return Verdict(None, f"the check itself failed: {_first_line(error.evalue)}")
    if errors:
        return Verdict(0.0)
    if most and (why := not_assessed(cell.outputs)) is not None:
        return Verdict(None, why)  # points, unlike a bonus, never depend on the machine
    for output in cell.outputs:
        if output.output_type == "execute_result":
            return _partial(output.data.get("text/plain", ""), most)
    return Verdict(most)


def _partial(text: str, most: float) -> Verdict:
    try:
        points = float(text)
    except ValueError:
        points = math.nan
    if math.isfinite(points) and 0 <= points <= most:
        return Verdict(points)
    return Verdict(None, f"the check returned {_first_line(text)!r}, not a number from 0 to {most:g}")


def not_assessed(outputs: Sequence[NotebookNode]) -> str | None:
    """Return what a check says that could not be made on the machine that graded; None where there is none.

    Args:
        outputs: of a test cell: no student's code writes there.
    """
    lines = (line for out in outputs if out.output_type == "stream" for line in out.text.splitlines())
    return next(
        (line.removeprefix(NOT_ASSESSED).strip() for line in lines if line.startswith(NOT_ASSESSED)), None
    )


class SaveAutoGrades(StockSaveAutoGrades):  # type: ignore[misc]  # nbgrader is untyped
    """Writes verdicts into the gradebook, in place of nbgrader's preprocessor of this name."""

    def preprocess(
        self, notebook: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbgrader for each executed notebook."""
        ids = resources["nbgrader"]
        facts = recorded_facts(self.parent.parent.coursedir, ids["assignment"], ids["notebook"])
        self._given = {fact.grade_id: without_region(fact.source, "MARK SCHEME") for fact in facts}
        self._answer = next((fact.grade_id for fact in facts if fact.solution), None)
        self._why: dict[str, list[str]] = {}
        for cell in notebook.cells:
            if cell.cell_type == "code" and utils.is_grade(cell):
                cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        notebook, resources = super().preprocess(notebook, resources)
        with open_gradebook(self.parent.parent.coursedir) as self.gradebook:
            for answer, why in self._why.items():
                self._comment(answer).auto_comment = PENDING + "; ".join(why)
            self.gradebook.db.commit()
        return notebook, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by the stock `preprocess` for each cell, with the gradebook open."""
        if utils.is_solution(cell):
            self._answer = cell.metadata.nbgrader["grade_id"]
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        return cell, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        """Called by the stock `preprocess_cell` for each graded cell."""
        name = cell.metadata.nbgrader["grade_id"]
        said = verdict(cell, self._given.get(name, ""), executed=bool(resources.get(EXECUTED)))
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        grade.auto_score = said.points
        # As in stock nbgrader: a mark by hand stays, and somebody looks whether it still fits.
        grade.needs_manual_grade = said.points is None or grade.manual_score is not None
        if (extra := bonus(cell.source)) and grade.manual_score is None:
            passed = said.points is not None and not any(out.output_type == "error" for out in cell.outputs)
            grade.extra_credit = extra if passed and not_assessed(cell.outputs) is None else None
        if said.why is not None and self._answer is not None:
            self._why.setdefault(self._answer, []).append(f"{name}: {said.why}")
        self.gradebook.db.commit()

    def _add_comment(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        """Called by the stock `preprocess_cell` for each answer."""
        name = cell.metadata.nbgrader["grade_id"]
        untouched = not utils.is_task(cell) and cell.source.strip() == self._given.get(name, "").strip()
        self._comment(name).auto_comment = "No response." if untouched else None
        self.gradebook.db.commit()

    def _comment(self, name: str) -> Any:
        return self.gradebook.find_comment(name, self.notebook_id, self.assignment_id, self.student_id)


@dataclass(frozen=True)
class Loss:
    """A test cell that failed or gave only part of its points, and why: the first line of its message."""

    grade_id: str
    points: float
    why: str


@dataclass(frozen=True)
class Mark:
    """What one student earned in one unit.

    Args:
        student: the id.
        status: `graded`, or `needs a person`: something that a machine should have marked waits.
        reason: why a person is needed.
        score: points that the machine gave, or a person in its place; None while none of them is settled.
        max_score: points of the machine's cells.
        manual_score: points given by hand for short answers.
        manual_pending: points of short answers that nobody has marked yet.
        losses: of the machine's cells, in the unit's order.
        bonus: extra credit, beyond all others.
        not_assessed: what could not be assessed on the machine that graded, by the cell's grade_id.
        sandbox: the level at which the student's code was confined; None where it was not run.
    """

    student: str
    status: Literal["graded", "needs a person"]
    reason: str | None
    score: float | None
    max_score: float
    manual_score: float
    manual_pending: float
    losses: tuple[Loss, ...]
    sandbox: str | None = None
    bonus: float = 0.0
    not_assessed: Mapping[str, str] = field(default_factory=dict)


def marks(course: Course, unit: str) -> list[Mark]:
    """Return the marks of all who have a row in the gradebook for the unit, by student.

    Raises:
        UsageError: there is no such unit.
    """
    course.unit(unit)
    return read_marks(open_api(course).coursedir, unit)


def read_marks(coursedir: Any, unit: str) -> list[Mark]:
    """Return the marks from the gradebook of nbgrader's `coursedir`; none when it does not know the unit."""
    try:
        facts = {name: recorded_facts(coursedir, unit, name) for name in notebooks_of(coursedir, unit)}
    except MissingEntry:
        return []
    with open_gradebook(coursedir) as gradebook:
        found = []
        for submission in gradebook.find_assignment(unit).submissions:
            student = submission.student.id
            folder = Path(coursedir.format_path(coursedir.autograded_directory, student, unit))
            graded = {name: read_graded(folder / f"{name}.ipynb") for name in facts}
            cells = [
                _Marked(
                    fact,
                    _points(grades[fact.grade_id]),
                    grades[fact.grade_id].extra_credit or 0.0,
                    graded[notebook.name].said(fact.grade_id),
                )
                for notebook in sorted(submission.notebooks, key=lambda notebook: notebook.name)
                for grades in [{grade.name: grade for grade in notebook.grades}]
                for fact in facts[notebook.name]
                if fact.grade or fact.task
            ]
            why = [reason for _, reason in reasons(gradebook, unit, student)]
            sandbox = next((one.sandbox for one in graded.values() if one.sandbox is not None), None)
            found.append(_mark(student, cells, why, sandbox))
    return sorted(found, key=lambda mark: mark.student)


@dataclass(frozen=True)
class _Marked:
    """A cell that carries points, with those that stand and what it said."""

    fact: CellFacts
    points: float | None
    bonus: float
    said: Message


def _mark(student: str, cells: Sequence[_Marked], why: Sequence[str], sandbox: str | None) -> Mark:
    machine = [cell for cell in cells if cell.fact.machine]
    by_hand = [cell for cell in cells if not cell.fact.machine]
    waiting = any(cell.points is None for cell in machine)
    losses = tuple(
        Loss(cell.fact.grade_id, cell.fact.points - cell.points, cell.said.line)
        for cell in machine
        if cell.points is not None and (cell.points < cell.fact.points or cell.said.failed)
    )
    given = [cell.points for cell in machine if cell.points is not None]
    return Mark(
        student=student,
        status="needs a person" if waiting else "graded",
        reason=("; ".join(why) or UNFINISHED) if waiting else None,
        score=sum(given) if given or not machine else None,
        max_score=sum(cell.fact.points for cell in machine),
        manual_score=sum(cell.points for cell in by_hand if cell.points is not None),
        manual_pending=sum(cell.fact.points for cell in by_hand if cell.points is None),
        losses=losses,
        sandbox=sandbox,
        bonus=sum(cell.bonus for cell in cells),
        not_assessed={cell.fact.grade_id: cell.said.line for cell in machine if not cell.said.assessed},
    )


def _points(grade: Any) -> float | None:
    """Return the points that stand: a person's before the machine's."""
    found: float | None = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return found


@dataclass(frozen=True)
class Message:
    """What a test cell said: a line, whether it failed, and whether it could be assessed at all.

    A cell without points can fail too.
    """

    line: str
    failed: bool
    assessed: bool = True


NOTHING = Message("", failed=False)


@dataclass(frozen=True)
class Graded:
    """What a graded notebook tells: each test cell's message, and how the student's code was confined."""

    messages: Mapping[str, Message]
    sandbox: str | None

    def said(self, grade_id: str) -> Message:
        """Return what a test cell said."""
        return self.messages.get(grade_id, NOTHING)


def read_graded(notebook: Path) -> Graded:
    """Return what a graded notebook tells; nothing, where it can't be read."""
    try:
        graded = nbformat.read(notebook, as_version=4)
    except (OSError, ValueError):
        return Graded({}, None)
    messages = {
        cell.metadata["nbgrader"]["grade_id"]: _said(cell.outputs)
        for cell in graded.cells
        if cell.cell_type == "code" and utils.is_grade(cell)
    }
    return Graded(messages, graded.metadata.get("autograde", {}).get("sandbox"))


def _said(outputs: Sequence[NotebookNode]) -> Message:
    for output in outputs:
        if output.output_type == "error":
            line = _first_line(output.evalue).removeprefix("✗ ")
            if output.ename not in ("CheckFailed", NOT_RUN):
                line = f"{output.ename}: {line}".removesuffix(": ")
            return Message(line, failed=True)
    if (why := not_assessed(outputs)) is not None:
        return Message(why, failed=False, assessed=False)
    for output in outputs:  # graded credit: its message is displayed beside the number
        if output.output_type == "display_data":
            return Message(_first_line(output.data.get("text/plain", "")).removeprefix("✗ "), failed=False)
    return NOTHING


def _first_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[0].strip()
