import keras
import numpy as np
import pytest
from keras import layers

from grader_tests import call, check_dropout

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
X = np.random.default_rng(1).random(size=(20, 5)).astype("float32")


def model(*middle, last=()):
    return keras.Sequential(
        [
            keras.Input((5,)),
            layers.Dense(16, activation="relu"),
            *middle,
            layers.Dense(3, activation="softmax"),
            *last,
        ]
    )


def written_into_a_functional_model(training):
    inputs = keras.Input((5,))
    hidden = layers.Dropout(0.5)(layers.Dense(16)(inputs), training=training)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(hidden))


class Net(keras.Model):
    def __init__(self, fixed=None):
        super().__init__()
        self.drop, self.out = layers.Dropout(0.3), layers.Dense(3, activation="softmax")
        self.fixed = fixed

    def call(self, x, training=None):
        return self.out(self.drop(x, training=training if self.fixed is None else self.fixed))


@pytest.mark.parametrize(
    "make",
    [
        lambda: model(layers.Dropout(0.1)),
        lambda: model(layers.BatchNormalization(), layers.Dropout(0.5, seed=1)),
        lambda: model(layers.AlphaDropout(0.5)),
        Net,
    ],
)
def test_dropout_passes_in_training_and_outside(make):
    check_dropout(call(make), X, training=True, sums_to=1, task=1)
    check_dropout(call(make), X, training=False, sums_to=1, task=1)


@pytest.mark.parametrize(
    "make", [model, lambda: model(layers.Dropout(0.0)), lambda: model(layers.BatchNormalization())]
)
def test_an_output_without_chance_fails_in_training(refused, make):
    assert "same at every call" in str(refused(check_dropout, make(), X, training=True).claim)
    check_dropout(make(), X, training=False, task=1)


def test_dropout_that_does_not_follow_the_model_fails(refused):
    assert "same at every call" in str(refused(check_dropout, Net(fixed=False), X, training=True).claim)
    assert "changes from call" in str(refused(check_dropout, Net(fixed=True), X, training=False).claim)
    check_dropout(Net(fixed=True), X, training=True, sums_to=1, task=1)


def test_dropout_that_is_on_in_a_plain_call_fails(refused):
    always = written_into_a_functional_model(training=True)
    assert "changes from call to call" in str(refused(check_dropout, always, X, training=False).claim)


def test_dropout_of_the_probabilities_themselves_fails_in_training_alone(refused):
    after = model(last=[layers.Dropout(0.5)])
    assert "don't add up to 1" in str(refused(check_dropout, after, X, training=True, sums_to=1).claim)
    check_dropout(after, X, training=True, task=1)
    check_dropout(after, X, training=False, sums_to=1, task=1)


def test_the_answer_keeps_the_statistics_of_its_batches():
    answer = model(layers.BatchNormalization(), layers.Dropout(0.5))
    before = answer.get_weights()
    check_dropout(answer, X, training=True, task=1)
    for kept, weight in zip(before, answer.get_weights(), strict=True):
        np.testing.assert_array_equal(kept, weight)


@pytest.mark.parametrize("answer", [None, 3, X, layers.Dropout(0.5), "Dropout"])
def test_what_is_no_model_fails(refused, answer):
    refused(check_dropout, answer, X, training=True)


@pytest.mark.parametrize("training", [True, False])
def test_a_hidden_check_shows_no_number(refused, training):
    wrong = model(last=[layers.Rescaling(2.0)]) if not training else model(last=[layers.Dropout(0.5)])
    failure = refused(check_dropout, wrong, X, training=training, sums_to=1, hidden=True)
    assert failure.expected is None
    assert failure.got is None
