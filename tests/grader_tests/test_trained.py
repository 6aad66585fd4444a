import random

import keras
import numpy as np

from grader_tests import call, check_trained


def test_a_trained_model_passes(trained, rows):
    check_trained(trained, *rows, task=1)


def test_training_in_place_is_seen_on_the_argument(make_model, rows):
    def train(model, x, y):
        return model.fit(x, y, epochs=8, verbose=0)

    check_trained(
        call(train, make_model(optimizer=keras.optimizers.Adam(0.02)), *rows).argument(0), *rows, task=1
    )


def test_a_fresh_model_fails(refused, make_model, rows):
    assert "never trained" in refused(check_trained, make_model(), *rows).claim.msgid


def test_shaken_weights_are_no_training(refused, make_model, rows):
    model = make_model()
    draw = np.random.default_rng(0)
    model.set_weights([draw.normal(size=weight.shape) * 3 for weight in model.get_weights()])
    assert "no better" in refused(check_trained, model, *rows).claim.msgid


def test_training_on_exchanged_labels_fails(refused, make_model, rows):
    x, y = rows
    model = make_model(optimizer=keras.optimizers.Adam(0.02))
    model.fit(x, (y + 1) % 3, epochs=20, verbose=0)
    assert "no better" in refused(check_trained, model, x, y).claim.msgid


def test_nan_weights_fail(refused, make_model, rows):
    model = make_model()
    model.set_weights([weight * np.nan for weight in model.get_weights()])
    refused(check_trained, model, *rows)


def test_an_unbuilt_model_fails(refused, rows):
    model = keras.Sequential([keras.layers.Dense(3, activation="softmax")])
    refused(check_trained, model, *rows)
    assert not model.built


def test_fresh_models_leave_the_random_state(trained, rows):
    random.seed(5)
    before = random.getstate()
    check_trained(trained, *rows, task=1)
    assert random.getstate() == before
