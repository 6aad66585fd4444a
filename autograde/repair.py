"""A submitted notebook, made whole: only what a student wrote is the student's.

    notebook = clean(json.loads(text))        # cells built anew from an allow-list
    for note in repair(notebook, facts):      # nbgrader's cells as the course has them
        log.warning(note)

After both, no tag, output, foreign metadata or damaged id of the submission can stop a batch or change a
mark. Stock nbgrader stops the whole batch at a copied test cell, and skips a test that carries the tag
`skip-execution`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograde.course import LANGUAGES
from autograde.facts import CellFacts, without_region

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
PICTURES = {"image/png", "image/jpeg", "image/gif"}  # what a Markdown answer may hold; SVG can hold scripts
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
MAKERS = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
ANSWER_MISSING = (
    "*(В сданной работе нет этой ячейки с ответом. · This answer cell was missing from the submission.)*"
)


class Damaged(ValueError):  # noqa: N818  # said of a file
    """The file is no notebook that could be repaired; the text says why."""


def clean(raw: Any) -> NotebookNode:
    """Return the notebook with nothing in it but texts, claimed nbgrader ids, pictures of answers and its
    language.

    Args:
        raw: what stood in the file, format 4.

    Raises:
        Damaged: not a notebook, or not one of format 4.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("cells", []), list):
        raise Damaged("it is not a notebook")
    if raw.get("nbformat") != 4 or "cells" not in raw:
        raise Damaged(
            f"it has notebook format {raw.get('nbformat')!r}, not 4: open it in JupyterLab and save it"
        )
    cells, ids = [], set()
    for position, old in enumerate(raw["cells"]):
        cell = _clean_cell(old, position)
        wanted = old.get("id")
        if isinstance(wanted, str) and CELL_ID.fullmatch(wanted) and wanted not in ids:
            cell.id = wanted
        else:
            cell.id = f"submitted-{position}"
        ids.add(cell.id)
        cells.append(cell)
    notebook = new_notebook(cells=cells)
    notebook.metadata = NotebookNode(kernelspec=dict(KERNELSPEC), language_info={"name": "python"})
    language = _dict(_dict(raw.get("metadata")).get("grader_tests")).get("language")
    if language in LANGUAGES:
        notebook.metadata["grader_tests"] = {"language": language}
    return notebook


def _clean_cell(old: Any, position: int) -> NotebookNode:
    source = old.get("source") if isinstance(old, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str) or old.get("cell_type") not in MAKERS:
        raise Damaged(f"its cell {position + 1} is not a cell")
    if any("\ud800" <= letter <= "\udfff" for letter in source):
        raise Damaged(f"its cell {position + 1} holds half a character: retype the strange letters in it")
    cell = MAKERS[old["cell_type"]](source)
    claimed = _dict(_dict(old.get("metadata")).get("nbgrader")).get("grade_id")
    if isinstance(claimed, str):
        cell.metadata["nbgrader"] = {"grade_id": claimed}
    if cell.cell_type == "markdown":
        pictures = {
            name: {
                kind: data
                for kind, data in _dict(forms).items()
                if kind in PICTURES and isinstance(data, str)
            }
            for name, forms in _dict(old.get("attachments")).items()
        }
        if any(pictures.values()):
            cell["attachments"] = {name: forms for name, forms in pictures.items() if forms}
    return cell


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def repair(notebook: NotebookNode, facts: Sequence[CellFacts]) -> list[str]:
    """Give a cleaned notebook the course's nbgrader cells, in place. Return what had to be mended.

    Args:
        notebook: from `clean`.
        facts: of the unit's nbgrader cells, in the source's order.
    """
    notes: list[str] = []
    kept = _settle_claims(notebook, facts, notes)
    _adopt_solutions(notebook, facts, kept, notes)
    _place(notebook, facts, kept, notes)
    for fact in facts:
        if fact.grade_id in kept:
            _restore(kept[fact.grade_id], fact, notes)
    return notes


def _settle_claims(
    notebook: NotebookNode, facts: Sequence[CellFacts], notes: list[str]
) -> dict[str, NotebookNode]:
    """Return the one cell that each id stays with; every other loses its claim and becomes an ordinary
    cell.
    """
    known = {fact.grade_id: fact for fact in facts}
    claims: dict[str, list[NotebookNode]] = {}
    for cell in notebook.cells:
        claimed = cell.metadata.pop("nbgrader", {}).get("grade_id")
        if claimed in known:
            claims.setdefault(claimed, []).append(cell)
        elif claimed is not None:
            notes.append(f"the unit has no cell {claimed!r}: now an ordinary cell")
    for name, cells in claims.items():
        if len(cells) > 1:
            notes.append(f"{name} stood {len(cells)} times: one is kept, its copies are ordinary cells")
    return {name: _choose(cells, known[name]) for name, cells in claims.items()}


def _choose(cells: Sequence[NotebookNode], fact: CellFacts) -> NotebookNode:
    released = without_region(without_region(fact.source, "HIDDEN TESTS"), "MARK SCHEME").strip()
    if fact.solution:  # the last that was worked on
        return ([cell for cell in cells if cell.source.strip() != released] or list(cells))[-1]
    exact = [cell for cell in cells if cell.source.strip() == released and cell.cell_type == fact.cell_type]
    # The copies say the same, only their place matters: a test after all answers, a set-up before all uses.
    return (exact or list(cells))[-1 if fact.grade else 0]


def _adopt_solutions(
    notebook: NotebookNode, facts: Sequence[CellFacts], kept: dict[str, NotebookNode], notes: list[str]
) -> None:
    """Give a lost solution id back to the ordinary cell that binds all names of its stub."""
    taken = {id(cell) for cell in kept.values()}
    for fact in facts:
        if fact.grade_id in kept or not fact.solution or fact.grade:
            continue
        names = _bound(fact.source)
        for cell in reversed(notebook.cells):
            if cell.cell_type == "code" and id(cell) not in taken and names and names <= _bound(cell.source):
                kept[fact.grade_id] = cell
                taken.add(id(cell))
                notes.append(f"{fact.grade_id} had lost its metadata: known by the names that it binds")
                break


def _bound(source: str) -> set[str]:
    """Return the names that code binds at its top level; none for code that does not parse."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names = set()
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign):
            names |= {
                node.id
                for target in statement.targets
                for node in ast.walk(target)
                if isinstance(node, ast.Name)
            }
    return names


def _place(
    notebook: NotebookNode, facts: Sequence[CellFacts], kept: dict[str, NotebookNode], notes: list[str]
) -> None:
    """Put back the missing locked and graded cells, and a locked cell that stands where it can't do its
    work.
    """
    answer: str | None = None
    for position, fact in enumerate(facts):
        if fact.solution:
            answer = fact.grade_id
        cell = kept.get(fact.grade_id)
        if cell is None:
            if fact.solution and not fact.grade:
                continue  # a stub would hide an answer that stands in an ordinary cell
            cell = MAKERS[fact.cell_type](ANSWER_MISSING if fact.solution else fact.source)
            cell.id = f"restored-{position}"
            notes.append(f"{fact.grade_id} was missing: put back")
        elif fact.locked and _misplaced(notebook, facts, kept, position, answer):
            del notebook.cells[_index(notebook, cell)]
            notes.append(f"{fact.grade_id} had been moved: put back")
        else:
            continue
        notebook.cells.insert(_home(notebook, facts, kept, position), cell)
        kept[fact.grade_id] = cell


def _misplaced(
    notebook: NotebookNode,
    facts: Sequence[CellFacts],
    kept: dict[str, NotebookNode],
    position: int,
    answer: str | None,
) -> bool:
    """Whether a test stands before the answer that it tests, or a set-up after what follows it in the
    source.
    """
    here = _index(notebook, kept[facts[position].grade_id])
    if facts[position].grade:
        return answer in kept and here < _index(notebook, kept[answer])
    return any(
        _index(notebook, kept[later.grade_id]) < here
        for later in facts[position + 1 :]
        if later.grade_id in kept
    )


def _home(
    notebook: NotebookNode, facts: Sequence[CellFacts], kept: dict[str, NotebookNode], position: int
) -> int:
    """Return where a cell belongs: after the one that precedes it in the source.

    If that one is lost, before the next one that is there: an answer without its id stands before that too.
    """
    if position == 0:
        return 0
    previous = kept.get(facts[position - 1].grade_id)
    if previous is not None:
        return _index(notebook, previous) + 1
    for later in facts[position + 1 :]:
        if later.grade_id in kept:
            return _index(notebook, kept[later.grade_id])
    return len(notebook.cells)


def _index(notebook: NotebookNode, wanted: NotebookNode) -> int:
    return next(index for index, cell in enumerate(notebook.cells) if cell is wanted)


def _restore(cell: NotebookNode, fact: CellFacts, notes: list[str]) -> None:
    if cell.cell_type != fact.cell_type:
        notes.append(f"{fact.grade_id} had become a {cell.cell_type} cell")
        fresh = MAKERS[fact.cell_type](cell.source)
        fresh.id = cell.id
        cell.clear()
        cell.update(fresh)
    if fact.locked:
        cell.source = fact.source
    cell.metadata["nbgrader"] = NotebookNode(fact.metadata())
