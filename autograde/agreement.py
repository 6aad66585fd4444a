"""Source and gradebook must tell the same tests: what nbgrader grades by is what it recorded at the last
release.

problems = disagreements(api, course.unit("u01-workflow"))
regenerate(api, course.unit("u01-workflow"))
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Comment, Grade, GradeCell, MissingEntry, SolutionCell, SourceCell, TaskCell
from nbgrader.utils import temp_attrs

from autograde.course import Unit
from autograde.errors import NeedsPerson
from autograde.facts import CellFacts, bonus, differences, from_gradebook, from_notebook
from autograde.gradebook import open_gradebook
from autograde.source import read

# nbgrader's tables: a cell has a row for each kind that it is of, and submissions have these rows for each.
CELLS = {"grade": GradeCell, "solution": SolutionCell, "task": TaskCell}
ROWS = {"grade": (Grade,), "solution": (Comment,), "task": (Grade, Comment)}


def disagreements(api: Any, unit: Unit) -> list[str] | None:
    """Return where the gradebook's tests differ from the source's, a phrase each; None when it has none yet.

    Raises:
        NeedsPerson: the source can't be read.
    """
    with open_gradebook(api.coursedir) as gradebook:
        try:
            recorded = from_gradebook(gradebook, unit.name, unit.name)
        except MissingEntry:
            return None
    return differences(recorded, from_notebook(read(unit)))


def regenerate(api: Any, unit: Unit) -> list[str]:
    """Record the source's tests in the gradebook, as `nbgrader generate_assignment` does. Return notes
    for a teacher.

    nbgrader refuses when cells came or went and there are submissions. Then it records them in an empty
    gradebook, and what is other there comes into the class's in one transaction: wherever that is stopped,
    no mark of anybody is lost. The gradebook is copied beside itself before.

    Raises:
        NeedsPerson: nbgrader can't release the unit; the message quotes it.
    """
    api.config.RequireAudit.draft = True  # what is recorded here reaches no student
    if not _is_refused(api, unit):
        _generate(api, unit)
        return []
    facts = _recorded_afresh(api, unit)
    notes = _back_up(api.coursedir, unit.name)
    with open_gradebook(api.coursedir) as gradebook:
        return notes + _bring_over(gradebook, unit.name, facts)


def _recorded_afresh(api: Any, unit: Unit) -> tuple[CellFacts, ...]:
    """Return what nbgrader records of a unit in a gradebook that holds nothing else."""
    with (
        tempfile.TemporaryDirectory(prefix="autograde-gradebook-") as folder,
        temp_attrs(api.coursedir, db_url=f"sqlite:///{folder}/gradebook.db"),
    ):
        _generate(api, unit)
        with open_gradebook(api.coursedir) as fresh:
            return from_gradebook(fresh, unit.name, unit.name)


def _generate(api: Any, unit: Unit) -> None:
    result = api.generate_assignment(unit.name)
    if not result["success"]:
        raise NeedsPerson(
            f"{unit.name} can't be generated: {last_line(result)}. Mend {unit.markdown} and run again."
        )


def _is_refused(api: Any, unit: Unit) -> bool:
    """Return whether nbgrader would not record the cells: others than before, and there are submissions."""
    with open_gradebook(api.coursedir) as gradebook:
        try:
            recorded = from_gradebook(gradebook, unit.name, unit.name)
            submitted = bool(gradebook.find_notebook(unit.name, unit.name).submissions)
        except MissingEntry:
            return False
    return submitted and _kinds(recorded) != _kinds(from_notebook(read(unit)))


def _kinds(facts: Sequence[CellFacts]) -> set[tuple[str, ...]]:
    return {(fact.grade_id, *(kind for kind in CELLS if getattr(fact, kind))) for fact in facts}


def last_line(result: dict[str, Any]) -> str:
    """Return what stopped an nbgrader step: the last line that its log or traceback has about it."""
    # A message's further lines, and with them a traceback, are indented by four: see tornado's LogFormatter.
    lines = [line.removeprefix("    ") for line in (result.get("log") or "").splitlines() if line.strip()]
    blamed = [
        line for line in lines if not line.startswith((" ", "[")) and ("Error" in line or "Exception" in line)
    ]
    text = (result.get("error") or "").strip().splitlines()
    return (blamed or lines[-1:] or text[-1:] or ["no reason given"])[-1].strip()


def _back_up(coursedir: Any, unit: str) -> list[str]:
    path = Path(coursedir.db_url.removeprefix("sqlite:///"))
    if not coursedir.db_url.startswith("sqlite:///") or not path.is_file():
        return []
    copy = path.with_name(f"{path.stem}-before-{unit}-{datetime.now():%Y%m%d-%H%M%S}{path.suffix}")
    try:
        shutil.copy2(path, copy)
    except BaseException:
        copy.unlink(missing_ok=True)  # half a gradebook would look like a whole one
        raise
    return [f"cells of {unit} came or went; the gradebook as it was before is {copy.name}"]


def _bring_over(gradebook: Any, unit: str, facts: Sequence[CellFacts]) -> list[str]:
    """Make a unit's cells those of `facts`, each with its row in every submission. Return notes about what
    people entered for cells that are gone.
    """
    notebook, now = gradebook.find_notebook(unit, unit), {fact.grade_id: fact for fact in facts}
    notes = []
    with gradebook.db.no_autoflush:  # all or nothing
        for kind, cell in _cells(notebook):
            if cell.name not in now or not getattr(now[cell.name], kind):
                notes += _remove(gradebook, notebook, cell)
        for cell in notebook.source_cells:
            if cell.name not in now:
                gradebook.db.delete(cell)
        known = {(kind, cell.name): cell for kind, cell in _cells(notebook)}
        sources = {cell.name: cell for cell in notebook.source_cells}
        for fact in facts:
            source = sources.get(fact.grade_id) or SourceCell(name=fact.grade_id, notebook=notebook)
            source.cell_type, source.locked = fact.cell_type, fact.locked
            source.source, source.checksum = fact.source, fact.checksum
            gradebook.db.add(source)
            for kind in CELLS:
                if getattr(fact, kind):
                    cell = known.get((kind, fact.grade_id)) or _add(gradebook, notebook, kind, fact.grade_id)
                    if kind != "solution":
                        cell.cell_type, cell.max_score = fact.cell_type, fact.points
        gradebook.db.commit()
    return notes


def _cells(notebook: Any) -> list[tuple[str, Any]]:
    """Return the cells that carry marks or comments, each with its kind."""
    return [(kind, cell) for kind in CELLS for cell in getattr(notebook, f"{kind}_cells")]


def _add(gradebook: Any, notebook: Any, kind: str, name: str) -> Any:
    cell = CELLS[kind](name=name, notebook=notebook)
    gradebook.db.add(cell)
    for submitted in notebook.submissions:
        for row in ROWS[kind]:
            gradebook.db.add(row(cell=cell, notebook=submitted))
    return cell


def _remove(gradebook: Any, notebook: Any, cell: Any) -> list[str]:
    source = next((one.source or "" for one in notebook.source_cells if one.name == cell.name), "")
    notes = []
    for submitted in notebook.submissions:
        for row in [*submitted.grades, *submitted.comments]:
            if row.cell_id == cell.id:
                if given := _by_hand(row, source):
                    whose = f"what was entered by hand for {submitted.student.id}"
                    notes.append(f"{cell.name} is gone, and with it {whose}: {given}")
                gradebook.db.delete(row)
    gradebook.db.delete(cell)
    return notes


def _by_hand(row: Any, source: str) -> dict[str, Any]:
    """Return what a person entered into a row of marks or of comments."""
    names = ["manual_comment"] if isinstance(row, Comment) else ["manual_score", "extra_credit"]
    if names[-1] == "extra_credit" and row.manual_score is None and bonus(source):
        return {}  # the machine's
    return {name: value for name in names if (value := getattr(row, name)) is not None}
