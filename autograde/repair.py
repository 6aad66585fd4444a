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
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograde.course import LANGUAGES
from autograde.facts import CellFacts, without_region

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
PICTURES = {"image/png", "image/jpeg", "image/gif"}  # what a Markdown answer may hold; SVG can hold scripts
EMBEDDED = re.compile(
    r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+"
)  # a picture in the text of a Markdown cell
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
MAKERS = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
ANSWER_MISSING = (
    "*(В сданной работе нет этой ячейки с ответом. · This answer cell was missing from the submission.)*"
)


_PARSED = 20_000  # characters of a cell that is looked into for names: one f-string of 200,000 takes seconds
_PARSED_IN_ALL = 200_000


class Damaged(ValueError):  # noqa: N818  # said of a file
    """The file is no notebook that could be repaired; the text says why."""


@dataclass(frozen=True)
class Size:
    """How much of a notebook a page, a kernel and this package can take in their stride."""

    cells: int = 2_000
    cell_letters: int = 200_000  # without the pictures in a text
    letters: int = 2_000_000  # of all cells
    # nbformat takes minutes and gigabytes over a million of what is not as it wants.
    values: int = 100_000  # of all kinds: a line of an output is one
    parts: int = 30_000  # that are no texts
    outputs: int = 5_000  # of all cells
    tags: int = 100  # of one cell


def clean(raw: Any, size: Size = Size()) -> NotebookNode:  # frozen, so safe to share
    """Return the notebook with nothing in it but texts, claimed nbgrader ids, pictures of answers and its
    language.

    Args:
        raw: what stood in the file, format 4.
        size: how large it may be.

    Raises:
        Damaged: not a notebook, not one of format 4, or too large.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("cells", []), list):
        raise Damaged("it is not a notebook")
    if raw.get("nbformat") != 4 or "cells" not in raw:
        raise Damaged(
            f"it has notebook format {str(raw.get('nbformat'))[:20]!a}, not 4: "
            "open it in JupyterLab and save it"
        )
    outputs = sum(len(_list(_dict(cell).get("outputs"))) for cell in raw["cells"])
    if _holds_too_much(raw, size) or outputs > size.outputs:
        raise Damaged("it holds too many outputs and lines: clear its outputs in JupyterLab and save it")
    if any(len(_list(_dict(_dict(cell).get("metadata")).get("tags"))) > size.tags for cell in raw["cells"]):
        raise Damaged(f"a cell has more than {size.tags} tags: remove them in JupyterLab and save it")
    if len(raw["cells"]) > size.cells:
        raise Damaged(f"it has more than {size.cells} cells: remove those that are not the work")
    cells, ids, letters = [], set(), 0
    for position, old in enumerate(raw["cells"]):
        cell = _clean_cell(old, position)
        length = len(EMBEDDED.sub("", cell.source)) if cell.cell_type == "markdown" else len(cell.source)
        letters += length
        if length > size.cell_letters:
            raise Damaged(
                f"its cell {position + 1} holds more than {size.cell_letters} characters: put data into "
                "a file beside the notebook, and read it from there"
            )
        if letters > size.letters:
            raise Damaged(
                f"its cells hold more than {size.letters} characters: put data into files beside "
                "the notebook, and read them from there"
            )
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


def _holds_too_much(raw: Any, size: Size) -> bool:
    texts = others = 0
    waiting = [raw]
    while waiting and texts + others <= size.values and others <= size.parts:
        part = waiting.pop()
        if isinstance(part, str):
            texts += 1
            continue
        others += 1
        if isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return texts + others > size.values or others > size.parts


def _clean_cell(old: Any, position: int) -> NotebookNode:
    source = old.get("source") if isinstance(old, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str) or old.get("cell_type") not in list(MAKERS):  # a list: some have no hash
        raise Damaged(f"its cell {position + 1} is not a cell")
    if not _is_text(source):
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
                if kind in PICTURES and isinstance(data, str) and _is_text(data)
            }
            for name, forms in _dict(old.get("attachments")).items()
            if _is_text(name)
        }
        if any(pictures.values()):
            cell["attachments"] = {name: forms for name, forms in pictures.items() if forms}
    return cell


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_text(value: str) -> bool:
    """Whether a file can hold it: JSON can name half a character, and no encoding has one."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


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
    lost = [fact for fact in facts if not (fact.grade_id in kept or not fact.solution or fact.grade)]
    binds: dict[int, set[str]] = {}
    left = _PARSED_IN_ALL if lost else 0
    for cell in reversed(notebook.cells):
        if cell.cell_type == "code" and len(cell.source) <= min(left, _PARSED):
            left -= len(cell.source)
            binds[id(cell)] = _bound(cell.source)
    for fact in lost:
        names = _bound(fact.source)
        for cell in reversed(notebook.cells):
            if names and id(cell) not in taken and names <= binds.get(id(cell), set()):
                kept[fact.grade_id] = cell
                taken.add(id(cell))
                notes.append(f"{fact.grade_id} had lost its metadata: known by the names that it binds")
                break


def _bound(source: str) -> set[str]:
    """Return the names that code binds at its top level; none for code that does not parse."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a strange escape in a student's string, say
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: nested too deep
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
