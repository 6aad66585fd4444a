import keras
import numpy as np
import pytest

from grader_tests import call, check_best_kept


@pytest.fixture
def training(make_model, rows):
    """Return a function that calls a training; the loss on the second set of labels rises epoch by epoch."""
    x, y = rows
    wrong = (y + 1) % 3

    def make(*callbacks, save=None):
        def fit(model, x, y, path):
            history = model.fit(x, y, validation_data=(x, wrong), epochs=6, verbose=0, callbacks=[*callbacks])
            if save:
                save(model, path)
            return history

        return call(fit, make_model(optimizer=keras.optimizers.Adam(0.05)), x, y, "best.keras")

    return make, x, wrong


def test_the_model_of_the_best_epoch_passes(training, capsys):
    make, x, wrong = training
    best = keras.callbacks.EarlyStopping(patience=9, restore_best_weights=True)
    check_best_kept(make(best), x, wrong, task=1)
    assert capsys.readouterr().out.startswith("✓ `model` after `fit(…)`: the weights of the best epoch")
    file = keras.callbacks.ModelCheckpoint("best.keras", save_best_only=True)
    check_best_kept(make(file), x, wrong, path="best.keras", task=1)


def test_the_last_model_fails(training, refused):
    make, x, wrong = training
    refused(check_best_kept, make(), x, wrong)
    last = make(keras.callbacks.ModelCheckpoint("best.keras"))
    assert "best.keras" in refused(check_best_kept, last, x, wrong, path="best.keras").render("en")
    watches = make(keras.callbacks.ModelCheckpoint("best.keras", monitor="loss", save_best_only=True))
    hidden = refused(check_best_kept, watches, x, wrong, path="best.keras", hidden=True)
    assert hidden.got is None


def test_a_file_is_there_and_holds_a_model(training, refused):
    make, x, wrong = training
    assert "no file" in refused(check_best_kept, make(), x, wrong, path="best.keras").render("en")
    weights = make(save=lambda model, path: model.save_weights("best.weights.h5"))
    refused(check_best_kept, weights, x, wrong, path="best.weights.h5")
    other = keras.Sequential([keras.Input((5,)), keras.layers.Dense(2)])
    refused(check_best_kept, make(save=lambda model, path: other.save(path)), x, wrong, path="best.keras")


def nothing(model):
    return None


def a_list(model):
    return [0.5]


def no_val_loss(model):
    history = keras.callbacks.History()
    history.history = {"loss": [1.0]}
    return history


@pytest.mark.parametrize("function", [nothing, a_list, no_val_loss])
def test_what_is_no_history_fails(refused, make_model, function):
    refused(check_best_kept, call(function, make_model()), np.zeros((2, 5), "float32"), np.zeros(2))
