"""What a course says of nbgrader cells: as the gradebook recorded it, or as the source has it now.

recorded = from_gradebook(gradebook, "u01-workflow", "u01-workflow")
now = from_notebook(source_notebook)
for line in differences(recorded, now):
    print(line)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

_BONUS = re.compile(r"^# bonus: (\d+)\b", re.MULTILINE)


@dataclass(frozen=True)
class CellFacts:
    """One cell with nbgrader metadata.

    Args:
        grade_id: its name.
        cell_type: `code` or `markdown`.
        grade: it carries points.
        solution: the student writes in it; with `grade` a person marks it.
        locked: its text is the course's, whatever was submitted.
        task: nbgrader's "manually graded task".
        points: at most; 0 for a cell without.
        source: with hidden tests; a solution cell's is the stub.
        checksum: nbgrader's, of `source`.
    """

    grade_id: str
    cell_type: str
    grade: bool
    solution: bool
    locked: bool
    task: bool
    points: float
    source: str
    checksum: str | None = None

    @property
    def machine(self) -> bool:
        """Whether a machine marks it."""
        return self.grade and not self.solution and self.cell_type == "code"

    def metadata(self) -> dict[str, Any]:
        """Return the nbgrader metadata that says all this, schema version 3."""
        metadata: dict[str, Any] = {
            "cell_type": self.cell_type,
            "grade": self.grade,
            "grade_id": self.grade_id,
            "locked": self.locked,
            "schema_version": 3,
            "solution": self.solution,
            "task": self.task,
        }
        if self.checksum is not None:
            metadata["checksum"] = self.checksum
        if self.grade or self.task:
            metadata["points"] = self.points
        return metadata


def from_gradebook(
    gradebook: Any, assignment: str, notebook: str, order: Sequence[str] = ()
) -> tuple[CellFacts, ...]:
    """Return what the gradebook recorded, in the order of `order` as far as that names the cells.

    Raises:
        nbgrader.api.MissingEntry: the gradebook does not know the notebook.
    """
    known = gradebook.find_notebook(notebook, assignment)
    graded = {cell.name: cell.max_score for cell in known.grade_cells}
    tasks = {cell.name: cell.max_score for cell in known.task_cells}
    solutions = {cell.name for cell in known.solution_cells}
    facts = [
        CellFacts(
            grade_id=cell.name,
            cell_type=cell.cell_type,
            grade=cell.name in graded,
            solution=cell.name in solutions,
            locked=bool(cell.locked),
            task=cell.name in tasks,
            points=float(graded.get(cell.name, tasks.get(cell.name, 0))),
            source=cell.source or "",
            checksum=cell.checksum,
        )
        for cell in known.source_cells
    ]
    place = {grade_id: position for position, grade_id in enumerate(order)}
    return tuple(sorted(facts, key=lambda fact: place.get(fact.grade_id, len(place))))


def from_notebook(notebook: NotebookNode) -> tuple[CellFacts, ...]:
    """Return what a source notebook says, in its order; solution cells with their solutions."""
    facts = []
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        grade, solution = bool(meta.get("grade")), bool(meta.get("solution"))
        if not (grade or solution or meta.get("locked") or meta.get("task")):
            continue
        facts.append(
            CellFacts(
                grade_id=meta["grade_id"],
                cell_type=cell.cell_type,
                grade=grade,
                solution=solution,
                locked=not solution and (grade or bool(meta.get("locked"))),
                task=bool(meta.get("task")),
                points=float(meta.get("points", 0)),
                source=cell.source,
            )
        )
    return tuple(facts)


def differences(recorded: Sequence[CellFacts], now: Sequence[CellFacts]) -> list[str]:
    """Return, a phrase each, where the recorded tests are not those of the source now.

    Texts are compared for locked cells only: a mark does not depend on a stub's wording.
    """
    old = {fact.grade_id: fact for fact in recorded}
    new = {fact.grade_id: fact for fact in now}
    found = [f"{name} is new" for name in new if name not in old]
    found += [f"{name} is gone" for name in old if name not in new]
    for name in (name for name in new if name in old):
        before, after = old[name], new[name]
        if (before.grade, before.solution, before.cell_type) != (
            after.grade,
            after.solution,
            after.cell_type,
        ):
            found.append(f"{name} is another kind of cell")
        elif before.points != after.points:
            found.append(f"{name} has {after.points:g} points, not {before.points:g}")
        elif after.locked and before.source != after.source:
            found.append(f"{name} has another text")
    return found


def bonus(source: str) -> float:
    """Return the extra credit that a test cell gives when it passes."""
    found = _BONUS.search(source)
    return float(found[1]) if found else 0.0


def without_region(source: str, name: str) -> str:
    """Return `source` without the lines from `BEGIN <name>` to `END <name>`, as nbgrader removes them."""
    kept, inside = [], False
    for line in source.split("\n"):
        if f"BEGIN {name}" in line:
            inside = True
        elif f"END {name}" in line:
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)
