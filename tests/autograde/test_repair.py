"""A submitted notebook, made whole: nothing but the student's own text is the student's."""

import copy
import json

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograde.facts import CellFacts
from autograde.repair import Damaged, clean, repair


def fact(grade_id, source, *, grade=False, solution=False, points=0.0, kind="code"):
    return CellFacts(grade_id, kind, grade, solution, not solution, False, points, source, "checksum")


FACTS = (
    fact("setup", "rows = [1, 2]"),
    fact("double", "def double(x):\n    raise NotImplementedError()", solution=True),
    fact("double-test", "assert double(1) == 2", grade=True, points=2),
    fact("why", "Your answer here", grade=True, solution=True, points=4, kind="markdown"),
)


@pytest.fixture
def notebook():
    cells = []
    for known in FACTS:
        make = new_code_cell if known.cell_type == "code" else new_markdown_cell
        cell = make(known.source)
        cell.metadata["nbgrader"] = known.metadata()
        cells.append(cell)
    cells[1].source = "def double(x):\n    return 2 * x"
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "r", "display_name": "R"}})


def mended(notebook):
    result = clean(json.loads(json.dumps(notebook)))
    notes = repair(result, FACTS)
    return result, notes


def ids(notebook):
    return [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]


def test_an_honest_notebook_needs_no_repair(notebook):
    result, notes = mended(notebook)
    assert notes == []
    assert ids(result) == ["setup", "double", "double-test", "why"]
    assert result.cells[1].source == "def double(x):\n    return 2 * x"


def test_the_kernel_is_the_courses(notebook):
    assert mended(notebook)[0].metadata["kernelspec"]["name"] == "python3"


def test_tags_outputs_and_foreign_metadata_are_gone(notebook):
    notebook.cells[2].metadata["tags"] = ["skip-execution", "raises-exception"]
    notebook.cells[2].metadata["jupyter"] = {"source_hidden": True}
    notebook.cells[2].outputs = [{"output_type": "stream", "name": "stdout", "text": "passed"}]
    notebook.metadata["widgets"] = {"x": 1}
    result, _ = mended(notebook)
    assert set(result.cells[2].metadata) == {"nbgrader"}
    assert result.cells[2].outputs == []
    assert "widgets" not in result.metadata


def test_a_changed_test_is_the_courses_again(notebook):
    notebook.cells[2].source = "pass"
    assert mended(notebook)[0].cells[2].source == "assert double(1) == 2"


@pytest.mark.parametrize("key", ["schema_version", "points", "grade", "locked", "cell_type", "solution"])
def test_missing_metadata_is_the_courses_again(notebook, key):
    del notebook.cells[2].metadata["nbgrader"][key]
    assert mended(notebook)[0].cells[2].metadata["nbgrader"] == FACTS[2].metadata()


@pytest.mark.parametrize(
    ("key", "value"), [("points", 100), ("grade", False), ("points", "x"), ("locked", [])]
)
def test_changed_metadata_is_the_courses_again(notebook, key, value):
    notebook.cells[2].metadata["nbgrader"][key] = value
    assert mended(notebook)[0].cells[2].metadata["nbgrader"] == FACTS[2].metadata()


def test_a_copied_test_is_graded_once(notebook):
    notebook.cells.append(copy.deepcopy(notebook.cells[2]))
    result, notes = mended(notebook)
    assert ids(result).count("double-test") == 1
    assert notes


def test_of_two_answers_the_one_that_was_worked_on_counts(notebook):
    stub = copy.deepcopy(notebook.cells[1])
    stub.source = FACTS[1].source
    notebook.cells.insert(2, stub)
    result, _ = mended(notebook)
    answer = next(
        cell for cell in result.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "double"
    )
    assert "return 2 * x" in answer.source


def test_a_deleted_test_comes_back_after_its_answer(notebook):
    del notebook.cells[2]
    assert ids(mended(notebook)[0]) == ["setup", "double", "double-test", "why"]


def test_a_test_moved_before_its_answer_comes_back(notebook):
    notebook.cells[1], notebook.cells[2] = notebook.cells[2], notebook.cells[1]
    assert ids(mended(notebook)[0]) == ["setup", "double", "double-test", "why"]


def test_an_answer_without_its_metadata_is_known_by_the_names_it_binds(notebook):
    notebook.cells[1].metadata = {}
    result, _ = mended(notebook)
    assert ids(result) == ["setup", "double", "double-test", "why"]
    assert "return 2 * x" in result.cells[1].source


def test_an_invented_id_is_an_ordinary_cell(notebook):
    extra = new_code_cell("x = 1")
    extra.metadata["nbgrader"] = {"grade_id": "bonus", "grade": True, "points": 50, "schema_version": 3}
    notebook.cells.append(extra)
    assert "bonus" not in ids(mended(notebook)[0])


def test_a_code_cell_turned_into_prose_is_code_again(notebook):
    prose = new_markdown_cell(notebook.cells[2].source)
    prose.metadata = notebook.cells[2].metadata
    notebook.cells[2] = prose
    assert mended(notebook)[0].cells[2].cell_type == "code"


@pytest.mark.parametrize(
    "damage", [3, None, "text", {"cell_type": "code"}, {"cell_type": "spell", "source": ""}]
)
def test_a_cell_that_is_none_is_refused(notebook, damage):
    raw = json.loads(json.dumps(notebook))
    raw["cells"][1] = damage
    with pytest.raises(Damaged, match="cell 2"):
        clean(raw)
