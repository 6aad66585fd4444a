"""A model with classes of the student's own is judged by what it does, not by what it says of itself."""

import keras
import numpy as np
import pytest
from keras import layers

from grader_tests import call, check_layers, check_trained, layer
from grader_tests.probes import layers_at_work

pytestmark = pytest.mark.filterwarnings("ignore:`build..` was called on layer:UserWarning")
TWO = [layer("Dense", units=8, activation="relu"), layer("Dense", units=3)]
X = np.random.default_rng(1).normal(size=(6, 5)).astype("float32")


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(8, activation="relu")
        self.last = layers.Dense(3)

    def call(self, x):
        return self.last(self.hidden(x))


class Skips(Net):
    def call(self, x):
        return self.last(x)


class Residual(keras.Model):
    def __init__(self):
        super().__init__()
        self.drop, self.norm = layers.Dropout(0.5), layers.BatchNormalization()
        self.hidden, self.last = layers.Dense(5, activation="relu"), layers.Dense(3)

    def call(self, x, training=False):
        return self.last(self.drop(self.norm(x + self.hidden(x), training=training), training=training))


class Shows(keras.Model):
    layers = (layers.Dense(8, activation="relu"), layers.Dense(3))

    def call(self, x):
        return x[:, :3]


class TimesNothing(Net):
    def call(self, x):
        return x[:, :3] + 0 * super().call(x)


class ForgetsTheActivation(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden, self.act, self.last = layers.Dense(8), layers.ReLU(), layers.Dense(3)

    def call(self, x):
        return self.last(self.hidden(x))


def built(kind):
    model = kind()
    model(X)
    return model


def test_a_class_whose_layers_work_passes_and_stays_as_it_is():
    model = built(Net)
    before = model.get_weights()
    check_layers(model, TWO, hidden_nonlinearity=True, parameters=75, task=1)
    for kept, weight in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(kept, weight)
    assert "call" not in vars(model.hidden)


def test_branches_normalisation_and_dropout_are_layers_at_work():
    check_layers(built(Residual), hidden_nonlinearity=True, task=1)


def test_a_class_that_was_not_built_needs_rows(refused):
    check_layers(Net(), TWO, x=X, task=1)
    assert "no weights yet" in refused(check_layers, Net(), TWO).claim.msgid


@pytest.mark.parametrize("kind", [Skips, Shows, TimesNothing, ForgetsTheActivation])
def test_a_layer_that_takes_no_part_is_none(refused, kind):
    assert "takes no part" in refused(check_layers, built(kind), hidden_nonlinearity=True).claim.msgid


def test_a_layer_of_ones_own_is_one(refused):
    class Scale(layers.Layer):
        def build(self, shape):
            self.s = self.add_weight(shape=(shape[-1],), initializer="ones")

        def call(self, x):
            return self.s * x

    model = keras.Sequential([keras.Input((5,)), Scale(), layers.Dense(3)])
    check_layers(model, [layer("Scale"), layer("Dense")], parameters=23, task=1)
    assert [called for called, _ in layers_at_work(model)] == [True, True]


def test_an_argument_must_come_back_as_the_model_that_it_was(refused, trained, make_model, rows):
    class Remembers(keras.Sequential):
        def call(self, x, training=None, mask=None):
            return trained(x)

    def swap(model):
        model.__class__ = Remembers
        model.set_weights([weight + 1 for weight in model.get_weights()])

    assert "another class" in refused(check_trained, call(swap, make_model()).argument(0), *rows).claim.msgid


def test_a_model_without_weights_has_not_learned(refused, trained, rows):
    class Weightless(keras.Model):
        def call(self, x):
            return keras.ops.convert_to_tensor(trained(x))

    model = Weightless()
    model.trained = None
    model(rows[0])
    refused(check_trained, model, *rows)
