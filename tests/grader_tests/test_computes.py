import keras
import numpy as np
import pytest
from keras import layers

from grader_tests import call, check_computes

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

_draw = np.random.default_rng(1)
X = _draw.normal(size=(6, 5)).astype("float32")
HIDDEN, BIAS, OUT, OUT_BIAS = (
    _draw.normal(size=shape).astype("float32") for shape in ((5, 4), (4,), (4, 3), (3,))
)
WEIGHTS = [HIDDEN, BIAS, OUT, OUT_BIAS]
SUM = np.maximum(X @ HIDDEN + BIAS, 0) @ OUT + OUT_BIAS


def two_layers(activation="relu", units=4, inputs=True):
    stack = [layers.Dense(units, activation=activation), layers.Dense(3)]
    return keras.Sequential([keras.Input((5,)), *stack] if inputs else stack)


def functional():
    inputs = keras.Input((5,))
    hidden = keras.ops.relu(layers.Dense(4)(inputs))  # an operation, no layer
    return keras.Model(inputs, layers.Dense(3)(layers.Dropout(0.5)(hidden)))


class OutputFirst(keras.Model):
    def __init__(self):
        super().__init__()
        self.out = layers.Dense(3)
        self.hidden = layers.Dense(4, activation="relu")

    def call(self, x):
        return self.out(self.hidden(x))


@pytest.mark.parametrize(
    "make", [two_layers, functional, OutputFirst, lambda: two_layers(keras.activations.relu, inputs=False)]
)
def test_models_pass_however_they_are_written(make):
    check_computes(call(make), X, SUM, weights=WEIGHTS, task=1)


def test_a_layer_passes_on_rows_of_any_width():
    layer = layers.Dense(4, activation="relu")
    check_computes(layer, X, np.maximum(X @ HIDDEN + BIAS, 0), weights=[HIDDEN, BIAS], task=1)


@pytest.mark.parametrize("activation", [None, "sigmoid", "leaky_relu", "gelu"])
def test_another_activation_fails(refused, activation):
    assert "numbers are wrong" in str(
        refused(check_computes, two_layers(activation), X, SUM, weights=WEIGHTS).claim
    )


def test_other_shapes_fail_and_are_named(refused):
    failure = refused(check_computes, two_layers(units=6), X, SUM, weights=WEIGHTS, hidden=True)
    assert str(failure.expected) == "(5, 4), (4,), (4, 3), (3,)"
    assert str(failure.got) == "(5, 6), (6,), (6, 3), (3,)"


def test_a_missing_bias_fails(refused):
    failure = refused(
        check_computes, layers.Dense(4, use_bias=False), X, X @ HIDDEN, weights=[HIDDEN, 0 * BIAS]
    )
    assert str(failure.got) == "(5, 4)"


def test_weights_that_are_not_given_stay():
    model = two_layers()
    kernel = model.get_weights()[0]
    expected = np.maximum(X @ kernel + BIAS, 0) @ OUT + OUT_BIAS
    check_computes(model, X, expected, weights=[None, BIAS, OUT, OUT_BIAS], task=1)


def test_weights_of_a_copy_are_not_those_of_the_model(refused):
    model = two_layers()
    refused(
        check_computes,
        keras.models.clone_model(model),
        X,
        np.asarray(model(X)),
        weights=[None] * 4,
        atol=1e-3,
    )


def test_the_answer_keeps_its_weights():
    model = two_layers()
    before = model.get_weights()
    check_computes(model, X, SUM, weights=WEIGHTS, task=1)
    for kept, weight in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(kept, weight)


@pytest.mark.parametrize("answer", [None, 3, np.zeros((6, 3)), layers.Dense, "Dense"])
def test_what_is_no_layer_fails(refused, answer):
    refused(check_computes, answer, X, SUM, weights=WEIGHTS)


def test_a_model_for_other_rows_fails(refused):
    model = keras.Sequential([keras.Input((7,)), layers.Dense(3)])
    refused(check_computes, model, X, SUM, weights=[None, None])


def test_a_hidden_check_shows_no_number(refused):
    failure = refused(check_computes, two_layers(None), X, SUM, weights=WEIGHTS, hidden=True)
    assert failure.expected is None
    assert failure.got is None
