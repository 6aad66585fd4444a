"""What is measured can be measured: the classes of the benchmark, and the comparison of their marks."""

from pathlib import Path

import nbformat

from autograde.audit.gate import DRAFT
from autograde.bench import MeasuredCourse, different
from autograde.course import Course

UNIT = "b02-model"


def test_a_class_is_generated_without_an_audit_and_no_two_submissions_are_alike(tmp_path, monkeypatch):
    monkeypatch.delenv(DRAFT, raising=False)
    made = MeasuredCourse(tmp_path / "course", Course.find(Path(__file__).parent), UNIT, None)
    made.generate()
    made.hand_in(range(5))
    answers = [
        "".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        for path in sorted(made.root.glob(f"submitted/*/{UNIT}/*.ipynb"))
    ]
    assert len(set(answers)) == 5
    assert ['activation="linear"' in answer for answer in answers] == [
        made.is_wrong(number) for number in range(5)
    ]
    assert made.is_wrong(3)


def test_a_mark_that_is_missing_is_different():
    expected = {"anna": {"t1": 4.0, "t2": None}, "boris": {"t1": 0.0}}
    assert different(expected, expected | {"vera": {"t1": 1.0}}) == []
    assert different(expected, {"anna": {"t1": 4.0, "t2": 0.0}}) == [("anna", "t2"), ("boris", "t1")]
