"""docs/units.md says what the sources say."""

import json
import re

from autograde import units
from autograde.course import Course
from tests.autograde.conftest import TEST

UNIT = "u09-tiny"


def test_answers_are_listed_with_arguments_returns_and_points(tiny_course):
    text = units.render(tiny_course(("def double(x):", "def double(x, *, times: int = 1) -> float:")))
    assert "| `u09-double` | `double(x, *, times: int=1) -> float` | Return twice `x`. |" in text
    assert "| `u09-double-values` | 16 | machine |" in text
    assert "| `u09-why` | 4 | a person |" in text
    assert "| all | 20 | |" in text


def test_a_bonus_is_listed_beside_the_points(tiny_course):
    meta = {"grade": True, "grade_id": "u09-more", "locked": True, "points": 0, "schema_version": 3}
    head = f"```python nbgrader={json.dumps(meta | {'solution': False, 'task': False})}"
    more = f"{TEST}\n```\n\n{head}\n# bonus: 2\nassert double(0.5) == 1"
    text = units.render(tiny_course((TEST, more)))
    assert "| `u09-more` | 0 + 2 bonus | machine |" in text
    assert "| all | 20 + 2 bonus | |" in text


def test_the_list_tells_no_solution_and_no_hidden_test(tiny_course):
    text = units.render(tiny_course())
    assert "secret_factor" not in text
    assert "hidden_rows" not in text
    assert "model answer" not in text


def test_classes_and_variables_are_answers_too(tiny_course):
    code = 'class Stop(keras.callbacks.Callback):\n    """Stops early."""\n\nlimit: int | None = 3\n'
    code += "def double(x):"
    text = units.render(tiny_course(("def double(x):", code)))
    assert "`class Stop(keras.callbacks.Callback)` | Stops early. |" in text
    assert "`limit` | variable |" in text


def test_a_bar_in_a_signature_does_not_break_the_table(tiny_course):
    text = units.render(tiny_course(("def double(x):", "def double(x: int | None):")))
    [row] = [line for line in text.split("\n") if line.startswith("| `u09-double` |")]
    assert len(re.findall(r"(?<!\\)\|", row)) == 4


def test_a_changed_source_makes_the_list_stale(tiny_course):
    course = tiny_course()
    assert units.is_stale(course)
    units.write(course)
    assert not units.is_stale(course)
    tiny_course(("def double(x)", "def double(y)"))
    assert units.is_stale(course)
    assert "double(y)" in units.write(course).read_text("utf-8")


def test_the_courses_own_list_is_up_to_date():
    assert not units.is_stale(Course.find()), "run autograde build"


def test_as_many_units_have_a_bonus_as_the_opening_says():
    assert "Five\nunits have a bonus" in units.OPENING
    assert len(re.findall(r"\| all \| .* bonus \|", units.render(Course.find()))) == 5
