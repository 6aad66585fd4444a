"""Thresholds are measured: figures of right and wrong answers, whatever the test says of them."""

import json
from dataclasses import replace

import nbformat
import pytest

from autograde.audit import calibration
from autograde.audit.calibration import NAME, Calibration, calibrate, measured, measuring, thresholds
from autograde.audit.cases import Bank, folder_of
from autograde.audit.running import NOBODY
from autograde.course import Course
from autograde.engine import run
from autograde.gradebook import open_api
from autograde.preparation import executor
from autograde.source import read
from tests.autograde.test_audit import ROOT, UNIT, change, course  # noqa: F401 - a fixture

TESTS = """
from grader_tests import call, check_reaches, check_array
check_array(share, 3, task=1)
check_reaches(call(share, x), x, y, at_least=0.6, full=0.9, points=4, task=1)
### BEGIN HIDDEN TESTS
check_reaches(call(share, x), x, y, metric="mae", at_most=2, task=1, hidden=True)
### END HIDDEN TESTS
"""


def notebook():
    meta = {"nbgrader": {"grade": True, "grade_id": "t", "locked": True, "solution": False, "points": 4}}
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(TESTS, metadata=meta)])


def test_thresholds_are_read_from_the_tests():
    assert dict(thresholds(notebook())) == {"t": [(0.6, False), (2.0, True)]}


def test_a_measuring_test_passes_everything_and_hides_nothing():
    source = measuring(notebook()).cells[0].source
    assert "try:\n    check_array(share, 3, task=1)\nexcept Exception:\n    pass" in source
    assert "at_least=-1000000000000.0" in source
    assert "at_most=1000000000000.0" in source
    assert "hidden" not in source
    assert "full" not in source


COMPUTED = """
from grader_tests import check_learns, check_reaches
limit = 0.9 * baseline(y)
check_reaches(model, x, y, metric="mae", at_most=float(limit), task=1)
check_learns(model, (x, y), (x, y), epochs=5, at_least=0.8, task=2)
"""


def test_a_threshold_that_the_test_computes_is_one_and_figures_are_fractions_of_it():
    computed = notebook()
    computed.cells[0].source = COMPUTED
    assert dict(thresholds(computed)) == {"t": [(1.0, True), (0.8, False)]}
    source = measuring(computed).cells[0].source
    assert source.index("print('computed threshold:', float(float(limit)))") < source.index(
        "check_reaches(model"
    )
    said = "computed threshold: 4.0\n✓ `f(…)`: mae is 3.\n✓ `f(…)`: accuracy is 0.95 after 5 epochs.\n"
    computed.cells[0].outputs = [nbformat.v4.new_output("stream", text=said)]
    assert dict(measured(computed)) == {"t": [0.75, 0.95]}


def test_what_follows_from_the_figures():
    right = {"solution": [0.95, 0.96, 0.97], "other": [0.95, 0.97]}
    found = Calibration("t, 1", 0.9, smaller=False, right=right, wrong={"a": [0.5], "b": [0.7, 0.8]})
    assert found.mean == pytest.approx(0.96)
    assert found.proposed == pytest.approx(0.96 - 5 * 0.01)
    assert found.strongest == ("b", 0.8)
    assert found.fits
    assert found.chance < 1e-6
    strict = Calibration("t, 1", 0.955, smaller=False, right=right, wrong={})
    assert not strict.fits
    assert strict.strongest is None
    error = Calibration("t, 1", 2.0, smaller=True, right={"solution": [1.0, 1.1]}, wrong={"a": [3.0, 2.5]})
    assert error.fits
    assert error.strongest == ("a", 2.5)


def let_it_guess(course, first):  # noqa: F811
    """Make of the unit one whose test measures, after another check."""
    change(
        course,
        "from grader_tests import call, check_array\n",
        "from grader_tests import call, check_array, check_reaches\n",
    )
    change(
        course,
        "check_array(call(share, np.eye(4)), 0.25, task=1)",
        f"{first}\n"
        "noise = np.random.default_rng().normal(size=40)\n"
        "rows = np.arange(80.0).reshape(40, 2)\n"
        "check_reaches(call(guess, rows), rows, rows[:, 0] + noise, metric='mae', at_most=9, task=1)",
    )
    change(course, "check_array(call(share, np.arange(6.0).reshape(3, 2)), 2.0, task=1, hidden=True)", "")
    change(course, "def share(rows):", "def guess(rows):")
    change(course, "    column = rows[:, 0]\n    return np.mean(column)", "    return rows[:, 0] * 1.0")


def test_what_an_audit_has_run_is_measured_from_the_store(course):  # noqa: F811
    let_it_guess(course, "check_array(call(guess, np.eye(2)), [1, 0], task=1)")
    bank = Bank.read(course, course.unit(UNIT))
    execute, case = executor(open_api(course)), next(bank.cases(1))
    ids, store = {"assignment": UNIT, "notebook": UNIT, "student": NOBODY}, execute.open_store()
    told, asked = (
        execute.job(notebook, ids) for notebook in (bank.notebook(case), measuring(bank.notebook(case)))
    )
    ran = run(replace(told, language="en"), store)
    again = run(replace(asked, language="en"), store)
    assert ran.student_cpu_seconds > 0
    assert again.student_cpu_seconds == 0
    ((figure,),) = dict(measured(again.notebook)).values()
    assert 0.5 < figure < 1.1


def test_a_unit_is_measured_through_the_engine(course):  # noqa: F811
    let_it_guess(course, "")
    for path in (course.root / "tests" / "units" / UNIT).glob("*/*.py"):
        path.unlink()
    (found,) = calibrate(course, course.unit(UNIT), seeds=3)
    assert len(found.right["solution"]) == 3
    assert 0.5 < found.mean < 1.1
    assert found.deviation > 0
    assert found.fits
    assert found.strongest is not None
    path, picture = calibration.write(course, course.unit(UNIT), [found])
    assert json.loads(path.read_text())[0]["fits"] is True
    assert picture.read_bytes().startswith(b"\x89PNG")


MEASURED = [
    unit for unit in Course.find(ROOT).units() if (folder_of(Course.find(ROOT), unit) / NAME).is_file()
]


@pytest.mark.parametrize("unit", MEASURED, ids=str)
def test_what_was_measured_is_of_the_thresholds_as_they_are_and_stands_in_the_documentation(unit):
    told = json.loads((folder_of(Course.find(ROOT), unit) / NAME).read_text(encoding="utf-8"))
    assert all(one["fits"] for one in told)
    assert {one["check"]: (one["threshold"], one["smaller"]) for one in told} == {
        f"{cell}, {number}": found
        for cell, checks in thresholds(read(unit))
        for number, found in enumerate(checks, start=1)
    }
    documentation = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    assert f"figures/calibration-{unit.name}.png" in documentation
    for one in told:
        away = abs(one["mean"] - one["threshold"]) / one["standard deviation"]
        wrong = [figure for figures in one["wrong"].values() for figure in figures]
        sign = -1 if one["smaller"] else 1
        stopped = [figure for figure in wrong if sign * figure < sign * one["threshold"]]
        best = f"{max(stopped, key=lambda figure: sign * figure):.3g}" if stopped else ""
        row = (
            f"| {one['check']} | {one['runs of right answers']} | {one['mean']:.3g} "
            f"| {one['standard deviation']:.2g} | {one['proposed']:.3g} | {one['threshold']:g} | {away:.0f} "
            f"| {len(stopped)} of {len(wrong)} | {best} |"
        )
        assert row in documentation
