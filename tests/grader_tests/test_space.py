import keras
import keras_tuner
import pytest
from keras import layers

from grader_tests import check_space
from grader_tests.space import declared_by, spaces_differ

EIGHTS = [8, 16, 24, 32]


def building(**requests):
    """Return a function of `hp` that makes these requests: name → kind and arguments."""

    def build(hp):
        for name, (kind, *arguments, keywords) in requests.items():
            getattr(hp, kind)(name, *arguments, **keywords)

    return build


@pytest.mark.parametrize(
    "request_",
    [
        ("Int", 8, 32, {"step": 8}),
        ("Int", 8, 39, {"step": 8, "default": 16}),
        ("Choice", EIGHTS, {}),
        ("Choice", [32, 8, 24, 16], {}),
        ("Choice", [8.0, 16.0, 24.0, 32.0], {}),
    ],
)
def test_the_values_count_however_they_are_asked_for(request_):
    check_space(building(units=request_), "units", values=EIGHTS, task=1)


@pytest.mark.parametrize(
    "request_",
    [
        ("Int", 8, 32, {}),
        ("Int", 8, 24, {"step": 8}),
        ("Int", 8, 32, {"step": 2, "sampling": "log"}),
        ("Choice", [8, 16, 32], {}),
        ("Fixed", 8, {}),
        ("Float", 8, 32, {}),
    ],
)
def test_other_values_fail(request_, refused):
    failure = refused(check_space, building(units=request_), "units", values=EIGHTS)
    assert "other values" in failure.claim.msgid


@pytest.mark.parametrize("default", [None, 0.01])
def test_a_range_drawn_as_asked_passes(default):
    rate = ("Float", 1e-4, 1e-1, {"sampling": "log", "default": default})
    check_space(building(rate=rate), "rate", between=(1e-4, 1e-1), log=True, task=1)
    check_space(building(share=("Float", 0.1, 0.5, {})), "share", between=(0.1, 0.5), task=1)


@pytest.mark.parametrize(
    ("request_", "claim"),
    [
        (("Float", 1e-4, 1e-1, {}), "another way"),
        (("Float", 1e-4, 1e-1, {"sampling": "reverse_log"}), "another way"),
        (("Float", 1e-3, 1e-1, {"sampling": "log"}), "another range"),
        (("Float", 1e-4, 1.0, {"sampling": "log"}), "another range"),
        (("Float", 1e-4, 1e-1, {"sampling": "log", "step": 10}), "some values"),
        (("Choice", [1e-4, 1e-3, 1e-2, 1e-1], {}), "some values"),
        (("Choice", ["1e-4", "x"], {}), "not a number"),
    ],
)
def test_another_range_fails(request_, claim, refused):
    failure = refused(check_space, building(rate=request_), "rate", between=(1e-4, 1e-1), log=True)
    assert claim in failure.claim.msgid


def test_a_name_that_is_not_declared_fails_and_the_names_are_told(refused):
    failure = refused(check_space, building(neurons=("Choice", EIGHTS, {})), "units", values=EIGHTS)
    assert "neurons" in failure.render("en")
    nothing = refused(check_space, lambda hp: None, "units", values=EIGHTS)
    assert "at all" in nothing.render("en")


def test_a_hidden_failure_tells_no_value(refused):
    failure = refused(check_space, building(units=("Int", 8, 33, {})), "units", values=EIGHTS, hidden=True)
    assert "33" not in failure.render("en")
    assert "16" not in failure.render("en")


def test_an_error_of_the_function_is_the_students(refused):
    def build(hp):
        return hp.Int("units", 9, 3)

    failure = refused(check_space, build, "units", values=EIGHTS)
    assert "ValueError" in failure.render("en")


def test_a_condition_changes_nothing():
    def build(hp):
        if hp.Boolean("deep"):
            with hp.conditional_scope("deep", [True]):
                hp.Int("more", 1, 2)
        hp.Choice("units", EIGHTS)

    check_space(build, "units", values=EIGHTS, task=1)


def small(hp):
    return keras.Sequential([keras.Input((4,)), layers.Dense(hp.Int("units", 1, 3))])


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"units": ("Int", 1, 3, {})}, None),
        ({"units": ("Choice", [1, 2, 3], {})}, None),
        ({"units": ("Int", 1, 4, {})}, "other values"),
        ({"width": ("Int", 1, 3, {})}, "no hyperparameter"),
        ({"units": ("Int", 1, 3, {}), "rate": ("Float", 0, 1, {})}, "one hyperparameter more"),
        ({"units": ("Choice", ["1", "b"], {})}, "other values"),
    ],
)
def test_two_spaces_are_compared_by_their_values(request_, told):
    difference = spaces_differ(declared_by(building(**request_)), declared_by(small))
    assert told is None if difference is None else told in difference.msgid
    assert isinstance(declared_by(small), keras_tuner.HyperParameters)
