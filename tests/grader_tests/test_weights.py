import keras
import numpy as np
import pytest
from keras import layers

from grader_tests import call, check_weights


def numbers(model):
    return [np.array(weight) for weight in model.get_weights()]


@pytest.fixture
def base():
    return keras.Sequential(
        [keras.Input((6, 6, 1)), layers.Conv2D(3, 3, bias_initializer="normal"), layers.Flatten()],
        name="base",
    )


@pytest.fixture
def headed(base):
    return keras.Sequential([base, layers.Dense(2)])


def test_weights_are_found_in_a_model_inside(base, headed):
    check_weights(headed, has=numbers(base), task=1)


def test_weights_of_another_model_fail(refused, base, headed):
    failure = refused(check_weights, headed, has=numbers(keras.models.clone_model(base)))
    assert "must have" in failure.claim.msgid
    assert failure.got.values["count"] == 2


def test_the_smallest_change_fails(refused, base, headed):
    before = numbers(base)
    base.set_weights([np.nextafter(weight, 1, dtype="float32") for weight in before])
    refused(check_weights, headed, has=before)


def test_an_array_that_is_asked_for_twice_must_be_there_twice(refused, base):
    kernel = numbers(base)[0]
    check_weights(base, has=[kernel], task=1)
    refused(check_weights, base, has=[kernel, kernel])


def test_weights_that_training_should_have_changed_fail(refused, base, headed):
    failure = refused(check_weights, headed, lacks=numbers(base))
    assert "should have changed" in failure.claim.msgid


def test_changed_weights_pass(base, headed):
    before = numbers(base)
    base.set_weights([weight + 1 for weight in before])
    check_weights(headed, lacks=before, task=1)


def test_a_frozen_base_with_a_head_passes(base, headed):
    base.trainable = False
    check_weights(headed, has=numbers(base), frozen=True, others=True, trainable=48 * 2 + 2, task=1)


def test_a_base_that_is_frozen_layer_by_layer_passes(base, headed):
    for layer in base.layers:
        layer.trainable = False
    check_weights(headed, has=numbers(base), frozen=True, others=True, task=1)


def test_a_base_that_is_not_frozen_fails(refused, base, headed):
    failure = refused(check_weights, headed, has=numbers(base), frozen=True)
    assert "can still be trained" in failure.claim.msgid


def test_a_frozen_head_fails(refused, base, headed):
    headed.trainable = False
    failure = refused(check_weights, headed, has=numbers(base), frozen=True, others=True)
    assert "nothing left to train" in failure.claim.msgid


def test_a_head_whose_bias_equals_a_frozen_one_passes(refused):
    base = keras.Sequential([keras.Input((4,)), layers.Dense(2)])  # both biases are zeros
    model = keras.Sequential([base, layers.Dense(2)])
    base.trainable = False
    check_weights(model, has=numbers(base), frozen=True, others=True, task=1)
    base.trainable = True
    model.layers[-1].trainable = False
    refused(check_weights, model, has=numbers(base), frozen=True)


def test_another_count_of_trainable_numbers_fails(refused, headed):
    failure = refused(check_weights, headed, trainable=0)
    assert "wrong number" in failure.claim.msgid
    assert str(failure.got) == str(3 * 9 + 3 + 48 * 2 + 2)


def test_the_model_is_left_as_it_was(base, headed):
    base.trainable = False
    before = numbers(headed)
    check_weights(headed, has=numbers(base), frozen=True, others=True, task=1)
    assert all(np.array_equal(*pair) for pair in zip(before, numbers(headed), strict=True))
    assert not headed.compiled


def test_a_model_of_ones_own_class_passes(base):
    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.base, self.head = base, layers.Dense(2)

        def call(self, x):
            return self.head(self.base(x))

    base.trainable = False
    own = Own()
    own(np.zeros((1, 6, 6, 1), "float32"))
    check_weights(own, has=numbers(base), frozen=True, others=True, task=1)


@pytest.mark.parametrize("answer", [None, "model", 3, [np.zeros(3)]])
def test_what_is_no_model_fails(refused, answer):
    refused(check_weights, call(lambda: answer), has=[np.zeros(3)])


def test_weights_that_raise_fail(refused, base):
    class Odd(keras.Model):
        @property
        def weights(self):
            raise RuntimeError("no")

    refused(check_weights, Odd(), has=numbers(base))
