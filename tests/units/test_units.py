"""Every unit's tests, tested: right answers pass, each wrong one fails where its file says, messages read well."""

import os
import re
from pathlib import Path

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from autograde.audit.record import problem
from autograde.course import Course
from autograde.samples import Sample, read_samples
from tests.units.exercises import UnitUnderTest
from tests.units.golden import Golden

HERE = Path(__file__).parent
UNITS = [unit.name for unit in Course.find(HERE).units()]
SAMPLES = [(unit, sample) for unit in UNITS for sample in read_samples(Course.find(HERE), unit)]
ALWAYS = "u01-workflow"
# All cases of the others went through the engine when they were audited, and nothing has changed since.
UNAUDITED = [
    unit for unit in UNITS if unit == ALWAYS or problem(Course.find(HERE), Course.find(HERE).unit(unit))
]
# Samples that end their process or are no notebooks are for the demo, which runs them in one of their own.
HARMLESS = [(unit, sample) for unit, sample in SAMPLES if sample.path.parent.name != "samples"]
TRIED = [(unit, sample) for unit, sample in HARMLESS if unit in UNAUDITED]

pytestmark = pytest.mark.filterwarnings(
    "ignore:__array__ implementation:DeprecationWarning"
)  # Keras variables


@pytest.fixture(scope="module")
def unit_under_test(monkeypatch_module, tmp_path_factory):
    made: dict[str, UnitUnderTest] = {}

    def get(name: str) -> UnitUnderTest:
        if name not in made:
            made[name] = UnitUnderTest(Course.find(HERE), name, tmp_path_factory.mktemp(name))
        return made[name]

    return get


@pytest.fixture(scope="module")
def monkeypatch_module(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_TESTS_LANG", "en")
        yield patch


_failures: dict[Path, list] = {}  # of a sample: training takes seconds, and two tests look at it


def failures_of(under_test, sample):
    if sample.path not in _failures:
        touched = [e for e in under_test.exercises if set(e.answers) & set(sample.cells)]
        assert touched, f"{sample.path} changes no answer"
        _failures[sample.path] = list(under_test.failures(sample.cells, touched))
    return _failures[sample.path]


def sample_id(value: object) -> str | None:
    return value.name if isinstance(value, Sample) else None


@pytest.mark.parametrize(("unit", "sample"), TRIED, ids=sample_id)
def test_a_sample_fails_exactly_the_cells_that_it_says(unit, sample, unit_under_test):
    failed = [grade_id for grade_id, _ in failures_of(unit_under_test(unit), sample)]
    assert sorted(failed) == sorted(sample.fails)


@pytest.mark.parametrize("unit", UNAUDITED)
@pytest.mark.parametrize("seed", [11, 12])
def test_the_solution_passes(unit, seed, unit_under_test):
    assert list(unit_under_test(unit).failures({}, seed=seed)) == []


@pytest.mark.parametrize("unit", UNAUDITED)
def test_each_exercise_passes_with_all_others_empty(unit, unit_under_test):
    under_test = unit_under_test(unit)
    for exercise in under_test.exercises:
        answers = {
            grade_id: stub for grade_id, stub in under_test.stubs.items() if grade_id not in exercise.answers
        }
        failed = {grade_id for grade_id, _ in under_test.failures(answers)}
        assert not failed & set(exercise.tests), exercise.answers


@pytest.mark.parametrize("unit", UNAUDITED)
def test_the_untouched_release_passes_only_what_is_worth_nothing(unit, unit_under_test):
    under_test = unit_under_test(unit)
    failed = {grade_id for grade_id, _ in under_test.failures(under_test.stubs)}
    passed = {grade_id for e in under_test.exercises for grade_id in e.tests} - failed
    points = {fact.grade_id: fact.points for fact in _facts(under_test)}
    assert [grade_id for grade_id in passed if points[grade_id]] == []


def _facts(under_test):
    from autograde.facts import from_notebook
    from autograde.source import read

    return from_notebook(read(under_test.course.unit(under_test.name)))


@pytest.mark.parametrize("unit", UNITS)
def test_each_point_of_each_test_cell_is_broken_by_a_mutant(unit, unit_under_test):
    machine = {fact.grade_id for fact in _facts(unit_under_test(unit)) if fact.machine and fact.points}
    broken = {grade_id for of, sample in SAMPLES if of == unit for grade_id in sample.fails}
    assert machine - broken == set()


@pytest.mark.parametrize("unit", UNITS)
def test_messages_read_as_they_were_read_last(unit, unit_under_test):
    """Compared without their decimals, which differ between machines. UPDATE_GOLDEN=1 writes them anew."""
    course = Course.find(HERE)
    golden = Golden(course, course.unit(unit))
    update = bool(os.environ.get("UPDATE_GOLDEN"))
    if golden.holds() and unit != ALWAYS and not update:
        return
    mutants = [sample for of, sample in HARMLESS if of == unit and sample.fails]
    text = "\n".join(_messages(unit_under_test(unit), mutants))
    if update:
        golden.write(text)
    assert _without_decimals(text) == _without_decimals(golden.text())
    same_but_old = "the messages are the same, their key is not: run this test with UPDATE_GOLDEN=1"
    assert golden.holds() or problem(course, course.unit(unit)), same_but_old


def _messages(under_test, samples):
    yield f"# What {under_test.name} says\n\nEach mutant's failures, as a student reads them. Read the diffs as prose.\n"
    for sample in samples:
        failures = failures_of(under_test, sample)
        if failures:
            yield f"## {sample.title}\n"
        for grade_id, failure in failures:
            yield f"`{grade_id}`\n\n```\n{failure.render('ru')}\n\n{failure.render('en')}\n```\n"


def _without_decimals(text: str) -> str:
    text = re.sub(r"(?<=[a-z\d])_\d+\b", "", text)  # Keras counts the layers of a process: conv2d_11
    # and so a message is cut here or there, or not at all
    text = re.sub(r"(?m)^( +(?:got|получено):.{80}).*$|^(.{100}).*…$", r"\1\2…", text)
    return re.sub(r"\d+\.\d+(e-?\d+)?|\d+e-\d+", "…", text)
