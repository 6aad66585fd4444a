import keras
import keras_tuner
import numpy as np
import pytest

from grader_tests import call, check_search, open_search

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:keras_tuner", "ignore:Your input ran out of data"
)


def rows(first, count):
    numbers = np.arange(first, first + count)
    x = np.random.default_rng(first).normal(size=(count, 13)).astype("float32")
    x[:, 0] = numbers
    return x, numbers % 3


TRAIN, VAL = rows(1, 20), rows(21, 10)
NUMBERS, JUDGES = np.arange(1, 21), np.arange(21, 31)


def searching(**settings):
    """Return a function that searches; settings change what it hands over."""

    def run(tuner, train, val, epochs):
        given = {"x": train[0], "y": train[1], "validation_data": val, "epochs": epochs, "verbose": 0}
        tuner.search(**{name: value for name, value in {**given, **settings}.items() if value is not None})

    return run


def check(run, trials=1, epochs=2, **claims):
    check_search(call(run, open_search(trials), TRAIN, VAL, epochs), train=NUMBERS, epochs=epochs, **claims)


@pytest.mark.parametrize("trials", [1, 2])
def test_a_search_on_the_rows_handed_over_passes(trials):
    answer = call(searching(), open_search(trials), TRAIN, VAL, 3)
    check_search(answer, train=NUMBERS, epochs=3, task=1)
    check_search(answer, train=NUMBERS, validation=JUDGES, epochs=3, task=2)


def test_small_batches_and_looks_at_the_models_change_nothing():
    def run(tuner, train, val, epochs):
        searching(batch_size=4)(tuner, train, val, epochs)
        best = tuner.get_best_models()[0]
        best.predict(val[0], verbose=0)

    check(run, task=1)
    check(run, validation=JUDGES, task=2)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"epochs": 4}, "4"),
        ({"x": VAL[0], "y": VAL[1]}, "not meant"),
        ({"x": TRAIN[0][:10], "y": TRAIN[1][:10]}, "from 0 to 2"),
    ],
)
def test_other_training_fails(settings, told, refused):
    assert told in refused(check, searching(**settings)).render("en")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"validation_data": TRAIN}, "not meant"),
        ({"validation_data": (VAL[0][::2], VAL[1][::2])}, "5 rows"),
        ({"validation_data": None, "validation_split": 0.3}, "not meant"),
    ],
)
def test_other_judges_fail(settings, told, refused):
    assert told in refused(check, searching(**settings), validation=JUDGES).render("en")


def test_no_validation_fails(refused):
    failure = refused(check, searching(validation_data=None), validation=JUDGES)
    assert "validation" in failure.render("en")


@pytest.mark.parametrize("trials", [1, 2])
def test_no_search_fails(trials, refused):
    failure = refused(check, lambda *_: None, trials=trials)
    assert "0 models" in failure.render("en")


def test_a_trial_that_fails_is_told(refused):
    failure = refused(check, searching(x=TRAIN[0][:, :5]))
    assert "failed" in failure.render("en")


def test_another_tuner_that_is_searched_does_not_count(refused):
    def build(hp):
        model = keras.Sequential([keras.Input((13,)), keras.layers.Dense(3, activation="softmax")])
        model.compile("sgd", "sparse_categorical_crossentropy")
        hp.Int("n", 1, 2)
        return model

    def run(tuner, train, val, epochs):
        other = keras_tuner.RandomSearch(build, "val_loss", max_trials=1, directory="other", overwrite=True)
        other.search(*train, validation_data=val, epochs=epochs, verbose=0)

    refused(check, run)


def test_a_hidden_failure_tells_counts_only(refused):
    told = refused(check, searching(x=VAL[0], y=VAL[1]), hidden=True).render("en")
    assert "not meant" in told
