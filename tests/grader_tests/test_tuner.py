import shutil
from pathlib import Path

import keras
import keras_tuner
import pytest
from keras import layers

from grader_tests import call, check_tuner

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:keras_tuner")

FOLDER = "records"


def build(hp):
    model = keras.Sequential(
        [keras.Input((4,)), layers.Dense(hp.Int("units", 1, 6400)), layers.Dense(3, activation="softmax")]
    )
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def making(kind=keras_tuner.RandomSearch, hypermodel=build, **settings):
    """Return a function of a folder that makes a tuner."""
    given = {"objective": "val_loss", "overwrite": True, **settings}
    if not issubclass(kind, keras_tuner.Hyperband):
        given = {"max_trials": 5, **given}
    return lambda folder: kind(hypermodel, **{"directory": folder, **given})


ALL = {"space_of": build, "smallest_val_loss": True, "trials": (4, 8), "starts_anew": True}


@pytest.mark.parametrize(
    "make",
    [
        making(),
        making(objective=keras_tuner.Objective("val_loss", "min"), project_name="mine"),
        making(keras_tuner.BayesianOptimization, num_initial_points=3),
        making(keras_tuner.GridSearch),
        making(keras_tuner.Hyperband, max_epochs=3),
    ],
)
def test_a_tuner_of_any_kind_passes(make):
    check_tuner(call(make, FOLDER), **ALL, task=1)
    assert not Path(FOLDER).exists()


def test_a_folder_that_is_emptied_by_hand_passes():
    def make(folder):
        shutil.rmtree(folder, ignore_errors=True)
        return making(overwrite=False)(folder)

    check_tuner(call(make, FOLDER), **ALL, task=1)


@pytest.mark.parametrize(
    "objective",
    ["loss", "val_accuracy", "accuracy", keras_tuner.Objective("val_loss", "max"), ["val_loss", "loss"]],
)
def test_another_objective_fails(objective, refused):
    failure = refused(check_tuner, call(making(objective=objective), FOLDER), smallest_val_loss=True)
    assert "another trial" in failure.claim.msgid
    assert not Path(FOLDER).exists()


def test_a_metric_that_is_not_reported_fails(refused):
    unknown = keras_tuner.Objective("val_acc", "max")
    few = refused(check_tuner, call(making(objective=unknown, max_trials=2), FOLDER), smallest_val_loss=True)
    assert "completed" in few.claim.msgid
    assert "val_acc" in few.render("en")
    many = refused(check_tuner, call(making(objective=unknown), FOLDER), smallest_val_loss=True)
    assert "RuntimeError" in many.render("en")


@pytest.mark.parametrize(("count", "told"), [(3, "3 trials"), (9, "9 trials"), (100, "more than 40")])
def test_too_few_and_too_many_trials_fail(count, told, refused):
    failure = refused(check_tuner, call(making(max_trials=count), FOLDER), trials=(4, 8))
    assert told in failure.render("en")


def test_another_space_fails(refused):
    def other(hp):
        return build(keras_tuner.HyperParameters())

    failure = refused(check_tuner, call(making(hypermodel=other), FOLDER), space_of=build)
    assert "units" in failure.render("en")


@pytest.mark.parametrize(
    ("settings", "claim"),
    [
        ({"directory": "elsewhere"}, "elsewhere"),
        ({"overwrite": False}, "old trials"),
    ],
)
def test_records_that_are_not_as_asked_fail(settings, claim, refused):
    failure = refused(check_tuner, call(making(**settings), FOLDER), starts_anew=True)
    assert claim in failure.claim.msgid


PLAN = [2] * 5 + [6] * 5


def test_the_plan_of_a_hyperband():
    check_tuner(
        call(making(keras_tuner.Hyperband, max_epochs=6), FOLDER),
        hyperband=True,
        epochs=PLAN,
        smallest_val_loss=True,
        task=1,
    )


@pytest.mark.parametrize("settings", [{"max_epochs": 10}, {"max_epochs": 6, "factor": 2}, {}])
def test_another_plan_fails(settings, refused):
    failure = refused(check_tuner, call(making(keras_tuner.Hyperband, **settings), FOLDER), epochs=PLAN)
    assert "epochs" in failure.claim.msgid


def test_no_hyperband_fails(refused):
    failure = refused(check_tuner, call(making(max_trials=10), FOLDER), hyperband=True)
    assert "Hyperband" in failure.claim.msgid


class Odd:
    def __eq__(self, other):
        raise RuntimeError("no")

    def __getattr__(self, name):
        raise RuntimeError("no")


@pytest.mark.parametrize(
    "odd", [lambda f: None, lambda f: 5, lambda f: keras_tuner.RandomSearch, lambda f: Odd()]
)
def test_what_is_no_tuner_fails(odd, refused):
    failure = refused(check_tuner, call(odd, FOLDER), trials=(1, 2))
    assert "tuner" in failure.claim.msgid or "None" in failure.claim.msgid


def test_a_second_call_that_fails_is_the_students(refused):
    made = []

    def once(folder):
        if made:
            raise KeyError("again")
        made.append(making()(folder))
        return made[0]

    assert "KeyError" in refused(check_tuner, call(once, FOLDER), starts_anew=True).render("en")


def test_a_tuner_whose_search_is_odd_fails(refused):
    def make(folder):
        tuner = making()(folder)
        tuner.oracle = Odd()
        return tuner

    refused(check_tuner, call(make, FOLDER), trials=(4, 8))
