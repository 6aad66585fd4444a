import keras
import keras_tuner
import numpy as np
import pytest

from grader_tests import call, check_array, check_best_model, check_best_values, finished_search
from grader_tests.scripted import MAX_TRIALS, finished_tuner

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Keras Tuner's own, and variables

TRIALS = [
    (8, 0.05, (0.4, 0.6, 0.9)),
    (32, 0.30, (0.2, 0.3, 0.94)),
    (5, 0.20, None),
    (16, 0.60, (0.1, 0.5, 0.97)),
    (4, 0.01, (0.5, 0.7, 0.8)),
]
X = np.random.default_rng(3).normal(size=(24, 13)).astype("float32")
Y = np.arange(24) % 3
BOTH = pytest.mark.parametrize("objective", ["val_loss", "val_accuracy"])


def values(tuner):
    return tuner.get_best_hyperparameters()[0]


def model(tuner):
    return tuner.get_best_models()[0]


def retrain(tuner, x, y, epochs):
    made = tuner.hypermodel.build(values(tuner))
    made.fit(x, y, epochs=epochs, verbose=0)
    return made


def by_smallest_score(tuner):
    done = [trial for trial in tuner.oracle.trials.values() if trial.score is not None]
    return min(done, key=lambda trial: trial.score)


def test_the_record_is_the_one_that_is_written():
    tuner = finished_search(TRIALS).reach()
    assert isinstance(tuner, keras_tuner.Tuner)
    trials = list(tuner.oracle.trials.values())
    assert [trial.status for trial in trials] == [
        *("COMPLETED", "COMPLETED", "FAILED", "COMPLETED", "COMPLETED"),
    ]
    assert [trial.score for trial in trials] == [0.6, 0.3, None, 0.5, 0.7]
    assert trials[3].hyperparameters.values == {"units": 16, "learning_rate": 0.6}
    assert tuner.remaining_trials == MAX_TRIALS - len(TRIALS)


def test_each_call_gets_a_tuner_of_its_own():
    search = finished_search(TRIALS)
    assert search.reach() is not search.reach()


@BOTH
def test_the_best_trial_passes(objective):
    search = finished_search(TRIALS, objective)
    check_best_values(call(values, search), task=1)
    check_best_model(call(model, search), X, task=1)
    check_best_model(call(retrain, search, X, Y, 5), X, retrained=(X, Y, 5), task=1)
    check_array(call(lambda tuner: len(tuner.oracle.trials), search), 5, task=1)


def test_a_clone_of_the_best_model_may_be_trained_anew():
    def clone(tuner, x, y, epochs):
        best = model(tuner)
        made = keras.models.clone_model(best)
        made.compile_from_config(best.get_compile_config())
        made.fit(x, y, epochs=epochs, verbose=0)
        return made

    check_best_model(call(clone, finished_search(TRIALS), X, Y, 4), X, retrained=(X, Y, 4), task=1)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda tuner: values(tuner).values, "hyperparameters"),
        (lambda tuner: tuner.get_best_hyperparameters(), "[0]"),
        (lambda tuner: tuner.oracle.get_best_trials(1)[0], "Trial"),
        (lambda tuner: None, "None"),
        (lambda tuner: by_smallest_score(tuner).hyperparameters, "units = 4"),
        (lambda tuner: keras_tuner.HyperParameters(), "none of them"),
        (lambda tuner: tuner.nothing, "AttributeError"),
    ],
)
def test_other_values_fail(wrong, told, refused):
    failure = refused(check_best_values, call(wrong, finished_search(TRIALS, "val_accuracy")))
    assert told in failure.render("en")


def test_values_of_an_odd_kind_fail(refused):
    def odd(tuner):
        found = keras_tuner.HyperParameters()
        found.values = {"units": "32", "learning_rate": float("nan")}
        return found

    assert "best trial" in refused(check_best_values, call(odd, finished_search(TRIALS))).claim.msgid


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda tuner: tuner.hypermodel.build(values(tuner)), "not trained"),
        (lambda tuner: tuner.load_model(by_smallest_score(tuner)), "trial 5 of 5"),
        (lambda tuner: tuner.get_best_models(2)[1], "trial 2 of 5"),
        (lambda tuner: retrain(tuner, X, Y, 2), "something else"),
        (lambda tuner: tuner.get_best_models(), "not a Keras model"),
    ],
)
def test_another_model_fails_and_is_named(wrong, told, refused):
    failure = refused(check_best_model, call(wrong, finished_search(TRIALS, "val_accuracy")), X)
    assert told in failure.render("en")


def fitted(made, **settings):
    made.fit(X, Y, verbose=0, **settings)
    return made


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda tuner, *_: model(tuner), "as it was"),
        (lambda tuner, *_: fitted(model(tuner), epochs=5), "trained further"),
        (lambda tuner, *_: tuner.hypermodel.build(values(tuner)), "not trained"),
        (lambda tuner, *_: fitted(tuner.hypermodel.build(values(tuner))), "for one epoch"),
        (
            lambda tuner, *_: fitted(
                tuner.hypermodel.build(next(iter(tuner.oracle.trials.values())).hyperparameters), epochs=5
            ),
            "trial 1",
        ),
        (lambda tuner, *_: fitted(tuner.hypermodel.build(values(tuner)), epochs=6), "something else"),
        (lambda tuner, *_: fitted(tuner.hypermodel.build(values(tuner)), epochs=5, batch_size=8), "else"),
        (
            lambda tuner, *_: fitted(tuner.hypermodel.build(values(tuner)), epochs=5, validation_split=0.2),
            "else",
        ),
    ],
)
def test_a_model_trained_otherwise_fails(wrong, told, refused):
    answer = call(wrong, finished_search(TRIALS), X, Y, 5)
    assert told in refused(check_best_model, answer, X, retrained=(X, Y, 5)).render("en")


def test_a_hidden_failure_names_no_model(refused):
    wrong = call(lambda tuner: tuner.get_best_models(2)[1], finished_search(TRIALS))
    shown = refused(check_best_model, wrong, X, hidden=True).render("en")
    assert "trial 4" not in shown
    assert "got" not in shown


def test_the_tuners_folder_goes_with_it(tmp_path, monkeypatch):
    import gc
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    tuner = finished_tuner("val_loss", "min", [{"units": 3}], [{"val_loss": 0.5}])
    assert list(tmp_path.iterdir())
    del tuner
    gc.collect()
    assert not list(tmp_path.iterdir())
