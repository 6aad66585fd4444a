import keras
import numpy as np
import pytest
from keras import layers
from keras.regularizers import L1, L1L2, L2

from grader_tests import call, check_penalty
from grader_tests.handles import Handle, remember_origin

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
X = np.random.default_rng(1).normal(size=(2, 5)).astype("float32")


def model(first=None, second=None, *, inputs=True, more=(), **settings):
    stack = [
        layers.Dense(4, activation="relu", kernel_regularizer=first, **settings),
        *more,
        layers.Dense(3, kernel_regularizer=second, **settings),
    ]
    return keras.Sequential([keras.Input((5,)), *stack] if inputs else stack)


class Squares(keras.regularizers.Regularizer):
    def __call__(self, weights):
        return 0.1 * keras.ops.sum(keras.ops.square(weights))


class AddsLoss(layers.Dense):
    def call(self, x):
        self.add_loss(0.1 * keras.ops.sum(keras.ops.square(self.kernel)))
        return super().call(x)


RIGHT = {
    "l2": lambda: model(L2(0.1), L2(0.1)),
    "both": lambda: model(L1L2(0, 0.1), L1L2(l2=0.1)),
    "function": lambda: model(*[lambda weights: 0.1 * keras.ops.sum(weights**2)] * 2),
    "class": lambda: model(Squares(), Squares()),
    "add-loss": lambda: keras.Sequential([keras.Input((5,)), AddsLoss(4), AddsLoss(3)]),
    "normalised": lambda: model(L2(0.1), L2(0.1), more=[layers.BatchNormalization(), layers.Dropout(0.5)]),
    "not-built": lambda: model(L2(0.1), L2(0.1), inputs=False),
    "no-bias": lambda: model(L2(0.1), L2(0.1), use_bias=False),
    "image": lambda: keras.Sequential(
        [
            keras.Input((5,)),
            layers.Reshape((5, 1)),
            layers.Conv1D(2, 3, kernel_regularizer=L2(0.1)),
            layers.Flatten(),
        ]
    ),
}


@pytest.mark.parametrize("make", RIGHT.values(), ids=RIGHT)
def test_a_penalty_passes_however_it_is_written(make):
    check_penalty(call(make), X, kernel=L2(0.1), bias=None, task=1)


@pytest.mark.parametrize("penalty", [L1(0.3), L1L2(0.2, 0.4), Squares()])
def test_any_penalty_can_be_asked_for(refused, penalty):
    check_penalty(model(penalty, penalty), X, kernel=penalty, task=1)
    refused(check_penalty, model(L2(0.7), L2(0.7)), X, kernel=penalty)


@pytest.mark.parametrize(
    ("made", "advice"),
    [
        ((None, None), "cost nothing"),
        ((L2(0.1), None), "cost nothing"),
        ((None, L2(0.1)), "cost nothing"),
        ((L1(0.1), L1(0.1)), "should cost 4 times as much, and here cost 2 times"),
        ((L2(1.0), L2(1.0)), "its size is another"),
        (("l2", "l2"), "its size is another"),
        ((L1L2(0.1, 0.1), L2(0.1)), "should cost 4 times"),
        ((lambda weights: 0.1 * keras.ops.sum(weights), None), "should cost 4 times"),
        ((lambda weights: keras.ops.sum(weights) * np.nan, None), "times"),
    ],
)
def test_another_penalty_fails_and_says_in_what_way(refused, made, advice):
    failure = refused(check_penalty, model(*made), X, kernel=L2(0.1))
    assert "is wrong" in str(failure.claim)
    assert advice in str(failure.next)


def test_biases_are_looked_at_apart(refused):
    with_bias = model(L2(0.1), L2(0.1), bias_regularizer=L2(0.1))
    check_penalty(with_bias, X, kernel=L2(0.1), task=1)
    check_penalty(with_bias, X, bias=L2(0.1), task=1)
    assert "shape (4,)" in str(refused(check_penalty, with_bias, X, bias=None).claim)
    check_penalty(model(L2(0.1), L2(0.1)), X, bias=None, task=1)


def test_a_penalty_on_outputs_is_none_on_kernels(refused):
    on_outputs = model(activity_regularizer=L2(0.1))
    refused(check_penalty, on_outputs, X, kernel=L2(0.1))


def test_a_penalty_that_counts_twice_fails(refused):
    twice = keras.Sequential([keras.Input((5,)), AddsLoss(4, kernel_regularizer=L2(0.1))])
    failure = refused(check_penalty, twice, X, kernel=L2(0.1))
    assert float(str(failure.got)) == pytest.approx(2 * float(str(failure.expected).split()[0]), rel=1e-3)


def test_the_answer_keeps_its_weights_and_statistics():
    answer = RIGHT["normalised"]()
    before = answer.get_weights()
    check_penalty(answer, X, kernel=L2(0.1), bias=None, task=1)
    for kept, weight in zip(before, answer.get_weights(), strict=True):
        np.testing.assert_array_equal(kept, weight)


def test_a_regularizer_that_came_too_late_has_no_effect(refused):
    late = model()
    for part in late.layers:
        part.kernel_regularizer = L2(0.1)
    assert "cost nothing" in str(refused(check_penalty, late, X, kernel=L2(0.1)).next)


class Origin(Handle):
    """The student's own model, in another process, as a handle reaches it."""

    def __init__(self, own):
        super().__init__(1, "Sequential", frozenset({"Model", "Layer"}), None, ())
        self.own = own

    def __call__(self, *arguments, **keywords):
        return self.own(*arguments, **keywords)

    def __getattr__(self, name):
        return getattr(self.own, name)


def test_where_model_and_layers_say_different_things_both_must_be_right(refused):
    late = model()
    rebuilt = model(L2(0.1), L2(0.1))
    rebuilt.set_weights(late.get_weights())
    remember_origin(rebuilt, Origin(late))
    assert "cost nothing" in str(refused(check_penalty, rebuilt, X, kernel=L2(0.1)).next)
    check_penalty(rebuilt, X, bias=None, task=1)

    honest = model(L2(0.1), L2(0.1), inputs=False)
    fresh = model(L2(0.1), L2(0.1), inputs=False)
    remember_origin(fresh, Origin(honest))  # neither has weights yet
    check_penalty(fresh, X, kernel=L2(0.1), task=1)

    alone = Origin(model(L2(0.1), L2(0.1)))  # of the student's own class: it stays where it is
    check_penalty(alone, X, kernel=L2(0.1), bias=None, task=1)


def test_a_model_without_a_kernel_fails(refused):
    flat = keras.Sequential([keras.Input((5,)), layers.Flatten()])
    assert "no layer with a kernel" in str(refused(check_penalty, flat, X, kernel=L2(0.1)).claim)


def test_a_hidden_check_shows_no_number(refused):
    for made, asked in ((model(), {"kernel": L2(0.1)}), (model(bias_regularizer="l2"), {"bias": None})):
        failure = refused(check_penalty, made, X, **asked, hidden=True)
        assert failure.expected is None
        assert failure.got is None
