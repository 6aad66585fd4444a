import keras
import numpy as np
from keras import layers

from grader_tests import check_steady

X = np.random.default_rng(1).uniform(size=(12, 6)).astype("float32")


class AlwaysDropping(layers.Layer):
    def __init__(self):
        super().__init__()
        self.inner = layers.Dropout(0.5)

    def call(self, x):
        return self.inner(x, training=True)


def made(fixed):
    inputs = keras.Input((6,))
    dropped = AlwaysDropping()(inputs) if fixed else layers.Dropout(0.5)(inputs)
    return keras.Model(inputs, layers.Dense(3)(dropped))


def test_a_model_that_is_random_in_training_only_passes(capsys):
    check_steady(made(fixed=False), X, task=1)
    assert "the same each time" in capsys.readouterr().out


def test_a_model_that_is_random_when_it_predicts_fails(refused):
    assert "something else" in str(refused(check_steady, made(fixed=True), X).claim)


def test_what_is_no_model_fails(refused):
    refused(check_steady, 7, X)
