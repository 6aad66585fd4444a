"""A course of one small unit that keeps every rule, for tests to break.

course = tiny_course()                                  # a course with the unit u09-tiny
course = tiny_course(("task=1", "task=7"), …)           # the same, with that text replaced
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograde.course import Course

PROJECT = Path(__file__).parents[2]

HEADER = """---
jupyter:
  jupytext:
    text_representation:
      extension: .md
      format_name: markdown
  kernelspec:
    display_name: Python 3
    language: python
    name: python3
---
"""


def markdown(text: str, *tags: str) -> str:
    """Return a Markdown cell."""
    return f"<!-- #region tags={json.dumps(tags)} -->\n{text}\n<!-- #endregion -->\n"


def pair(russian: str, english: str, *tags: str) -> str:
    """Return a text in both languages."""
    return markdown(russian, "lang-ru", *tags) + "\n" + markdown(english, "lang-en", *tags)


def graded(
    code: str, grade_id: str, *, tags: tuple[str, ...] = (), fence: str = "code", **meta: object
) -> str:
    """Return a cell with nbgrader metadata; `fence="text"` makes it Markdown."""
    full = {
        "grade": False,
        "grade_id": grade_id,
        "locked": False,
        "schema_version": 3,
        "solution": False,
        **meta,
    }
    told = f"nbgrader={json.dumps(full)}" + (f" tags={json.dumps(tags)}" if tags else "")
    if fence == "text":
        return f"<!-- #region {told} -->\n{code}\n<!-- #endregion -->\n"
    return f"```python {told}\n{code}\n```\n"


SETUP = """import keras
import numpy as np

started = keras.ops.zeros(1)
rows = np.arange(6.0)"""

SOLUTION = '''def double(x):
    """Return twice `x`."""
    ### BEGIN SOLUTION
    secret_factor = 2
    return x * secret_factor
    ### END SOLUTION'''

TEST = """from grader_tests import call, check_array

check_array(call(double, rows), [0, 2, 4, 6, 8, 10], task=1)
### BEGIN HIDDEN TESTS
hidden_rows = np.array([17.0, 23.0])
check_array(call(double, hidden_rows), [34, 46], task=2, hidden=True)
### END HIDDEN TESTS"""

ANSWER = """A model answer that nobody should see.

=== BEGIN MARK SCHEME ===
4 points: names both reasons
=== END MARK SCHEME ==="""

CELLS = [
    pair("# Удвоение чисел\n\n" + "Слово за словом. " * 210, "# Doubling\n\n" + "Word after word. " * 210),
    graded(SETUP, "u09-setup-start", tags=("setup",), locked=True),
    pair("## Задание\n\n1. Удвойте.\n2. Любые числа.", "## Task\n\n1. Double it.\n2. Any numbers.", "task"),
    graded(SOLUTION, "u09-double", solution=True),
    graded(TEST, "u09-double-values", grade=True, locked=True, points=16),
    "```python\nprint(double(rows))\n```\n",
    pair("## Вопрос\n\n1. Почему так?", "## Question\n\n1. Why so?", "task"),
    graded(ANSWER, "u09-why", fence="text", grade=True, solution=True, points=4),
]
TEXT = HEADER + "\n" + "\n".join(CELLS)


@pytest.fixture
def tiny_course(tmp_path: Path) -> Callable[..., Course]:
    """A function that makes the course; each argument is a text of the unit and what stands there instead."""

    def make(*changes: tuple[str, str], unit: str = "u09-tiny") -> Course:
        text = TEXT
        for old, new in changes:
            assert old in text, f"{old!r} is not in the tiny unit"
            text = text.replace(old, new)
        for name in ("course_config.py", "nbgrader_config.py"):
            shutil.copy(PROJECT / name, tmp_path / name)
        folder = tmp_path / "source" / unit
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{unit}.md").write_text(text, "utf-8")
        return Course(tmp_path)

    return make
