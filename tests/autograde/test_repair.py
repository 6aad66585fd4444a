"""A submitted notebook, made whole: nothing but the student's own text is the student's."""

import copy
import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograde import repair as repairing
from autograde.facts import CellFacts
from autograde.repair import Damaged, Size, clean, repair


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


# ---- what is too large, too deep, or not even text ---------------------------------------------------------


def raw(notebook, **changes):
    return json.loads(json.dumps(notebook)) | changes


def test_a_notebook_of_too_many_cells_is_refused(notebook):
    cells = [{"cell_type": "code", "source": "", "metadata": {}}] * 2_001
    with pytest.raises(Damaged, match="more than 2000 cells: remove"):
        clean(raw(notebook, cells=cells))


def test_a_cell_of_megabytes_is_refused_but_not_for_its_pictures(notebook):
    size = Size(cell_letters=1_000, letters=2_500)
    notebook.cells[1].source = "x" * 1_001
    with pytest.raises(Damaged, match="cell 2 holds more than 1000 characters: put data into a file"):
        clean(raw(notebook), size)
    notebook.cells[1] = new_markdown_cell(f"![plot](data:image/png;base64,{'A' * 5_000}==)")
    assert clean(raw(notebook), size)
    notebook.cells += [new_code_cell("y" * 900) for _ in range(3)]
    with pytest.raises(Damaged, match="cells hold more than 2500"):
        clean(raw(notebook), size)


TOO_DEEP = {
    "brackets": "[" * 20_000,
    "brackets, closed": "(" * 5_000 + ")" * 5_000,
    "signs": "-" * 19_000 + "1",
    "calls": "a" + "()" * 9_000,
    "attributes": "a" + ".b" * 9_000,
    "sums": "1+" * 9_000 + "1",
    "lambdas": "lambda:" * 2_500 + "1",
    "indents": "".join(" " * level + "if 1:\n" for level in range(190)),
    "a number": "1" * 20_000,
    "a null": "a = '\0'",
    "a strange escape": r"a = '\d'",
}


@pytest.mark.parametrize("source", TOO_DEEP.values(), ids=TOO_DEEP)
def test_code_that_is_too_deep_to_be_parsed_is_an_ordinary_cell(notebook, source):
    notebook.cells[1] = new_code_cell(source)
    result, _ = mended(notebook)
    assert ids(result) == ["setup", None, "double-test", "why"]


def test_looking_for_lost_answers_takes_no_minutes(notebook, monkeypatch):
    parsed = []
    bound = repairing._bound
    monkeypatch.setattr(repairing, "_bound", lambda source: parsed.append(len(source)) or bound(source))
    notebook.cells[1].metadata = {}
    slow = 'f"' + "{1}" * 6_000 + '"'  # the time that it takes to parse grows with the square
    notebook.cells += [new_code_cell(slow * times) for times in (1, 2) for _ in range(30)]
    mended(notebook)
    assert max(parsed) < 20_000
    assert sum(parsed) < 210_000


HALF = "\ud800"  # JSON can name it, no file can hold it


@pytest.mark.parametrize(
    "attachments",
    [{f"x{HALF}.png": {"image/png": "eA=="}}, {"x.png": {"image/png": HALF}}, {"x.png": {HALF: "eA=="}}],
)
def test_half_a_character_is_never_written(notebook, attachments):
    notebook.cells[3].attachments = attachments
    notebook.metadata[HALF] = HALF
    notebook.cells[3].metadata["nbgrader"]["grade_id"] = f"why{HALF}"
    result, notes = mended(notebook)
    nbformat.writes(result).encode()
    "\n".join(notes).encode()


@pytest.mark.parametrize("kind", [[], {}, ["code"], None, 5, "Code"])
def test_a_cell_of_a_strange_kind_is_refused(notebook, kind):
    found = raw(notebook)
    found["cells"][1]["cell_type"] = kind
    with pytest.raises(Damaged, match="cell 2 is not a cell"):
        clean(found)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"outputs": [{}] * 6_000}, "too many outputs"),
        (
            {"outputs": [{"output_type": "display_data", "data": {f"a/{n}": 5 for n in range(40_000)}}]},
            "outputs",
        ),
        ({"metadata": {"x": [{}] * 40_000}}, "too many outputs"),
        ({"metadata": {"tags": [{"a": n} for n in range(200)]}}, "more than 100 tags"),
        ({"source": [""] * 120_000}, "too many outputs"),
    ],
)
def test_what_takes_nbformat_minutes_is_refused_before_it_looks(notebook, change, why):
    found = raw(notebook)
    found["cells"][1] |= change
    with pytest.raises(Damaged, match=why):
        clean(found)


def test_an_ordinary_large_notebook_is_not_refused(notebook):
    lines = [f"Epoch {n}/100 ━━━━━━━━━━ loss: 0.1\n" for n in range(500)]
    output = {"output_type": "stream", "name": "stdout", "text": lines}
    found = raw(notebook)
    found["cells"] += [
        {"cell_type": "code", "source": ["x = 1\n"] * 20, "metadata": {}, "outputs": [output]}
        for _ in range(100)
    ]
    assert len(clean(found).cells) == 104


def test_a_message_is_short_whatever_the_format_is_said_to_be(notebook):
    with pytest.raises(Damaged) as refused:
        clean(raw(notebook, nbformat="\u202e" + "9" * 100_000))
    assert len(str(refused.value)) < 120
    assert str(refused.value).isprintable()
