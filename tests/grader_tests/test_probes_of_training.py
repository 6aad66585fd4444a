"""Probes of losses, metrics and optimizers at work: raw numbers for right and wrong subjects."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from grader_tests import probes

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

TRUE = np.array([[20.0], [30.0], [40.0], [25.0]], "float32")
NEAR = np.array([[21.0], [28.0], [43.0], [25.5]], "float32")
SQUARES = float(np.mean((TRUE - NEAR) ** 2))


def one_number(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred))


def one_a_row(y_true, y_pred):
    return ops.square(y_true - y_pred)[:, 0]


class AsObject(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.square(y_true - y_pred)


def in_numpy(y_true, y_pred):
    return np.mean(np.square(y_true - y_pred))


def mean_of_rows(y_true, y_pred):
    return ops.mean(one_a_row(y_true, y_pred))


def sum_for_mean(y_true, y_pred):
    return ops.sum(ops.square(y_true - y_pred))


SPELLINGS = [one_number, one_a_row, AsObject(), keras.losses.mean_squared_error]


@pytest.mark.parametrize("loss", SPELLINGS)
def test_a_loss_has_one_value_in_every_spelling(loss):
    assert probes.loss_value(loss, TRUE, NEAR) == pytest.approx(SQUARES)


@pytest.mark.parametrize("loss", [*SPELLINGS, "mse"])
def test_a_loss_has_one_gradient_in_every_spelling(loss):
    np.testing.assert_allclose(probes.loss_gradient(loss, TRUE, NEAR), (NEAR - TRUE) / 2, atol=1e-4)


def test_a_sum_is_no_mean():
    assert probes.loss_value(sum_for_mean, TRUE, NEAR) == pytest.approx(4 * SQUARES)
    np.testing.assert_allclose(probes.loss_gradient(sum_for_mean, TRUE, NEAR), 2 * (NEAR - TRUE), atol=1e-3)


def test_what_fails_in_training_fails_in_the_gradient():
    assert probes.loss_value(in_numpy, TRUE, NEAR) == pytest.approx(SQUARES)
    with pytest.raises(NotImplementedError, match="numpy"):
        probes.loss_gradient(in_numpy, TRUE, NEAR)


def without_gradient(y_true, y_pred):
    return ops.mean(ops.square(y_true - ops.stop_gradient(y_pred)))


def by_the_length_of_the_batch(y_true, y_pred):
    return ops.sum(ops.square(y_true - y_pred)) / y_true.shape[0]


def test_no_gradient_is_zeros():
    np.testing.assert_array_equal(probes.loss_gradient(without_gradient, TRUE, NEAR), np.zeros((4, 1)))


def test_batches_have_no_known_length_in_training():
    with pytest.raises((TypeError, ValueError)):
        probes.loss_gradient(by_the_length_of_the_batch, TRUE, NEAR)


def test_a_loss_without_a_return_is_none():
    assert probes.loss_value(lambda y_true, y_pred: None, TRUE, NEAR) is None


def test_only_a_registered_loss_comes_back_from_a_file():
    with pytest.raises(TypeError, match="Could not locate"):
        probes.change_by_reload(one_number, TRUE, NEAR)
    registered = keras.saving.register_keras_serializable(package="test_probes_of_training")(one_a_row)
    assert probes.change_by_reload(registered, TRUE, NEAR) == 0


def test_a_loss_that_comes_back_as_another_is_told():
    register = keras.saving.register_keras_serializable(package="test_probes_of_training", name="twice")
    first = register(mean_of_rows)
    register(sum_for_mean)
    assert probes.change_by_reload(first, TRUE, NEAR) == pytest.approx(3 * SQUARES)


def test_a_loss_registered_earlier_does_not_stand_in_for_one_of_its_name():
    def make(factor):
        def of_this_name(y_true, y_pred):
            return factor * ops.mean(y_true - y_pred)

        return of_this_name

    earlier = keras.saving.register_keras_serializable(package="test_probes_of_training")(make(1))
    with pytest.raises(TypeError, match="Could not locate"):
        probes.change_by_reload(make(2), TRUE, NEAR)
    assert probes.change_by_reload(earlier, TRUE, NEAR) == 0


def test_an_optimizer_leads_as_its_rule_says():
    sgd = keras.optimizers.SGD(learning_rate=0.1, momentum=0.5)
    assert probes.descent(sgd, [1.0, 1.0, 0.0]) == pytest.approx([-0.1, -0.25, -0.325])


def test_an_optimizer_in_use_is_copied():
    sgd = keras.optimizers.SGD(learning_rate=0.1)
    sgd.build([keras.Variable(np.zeros(3))])
    assert probes.descent(sgd, [1.0]) == pytest.approx([-0.1])


@pytest.mark.parametrize("rate", [0.1, keras.optimizers.schedules.ExponentialDecay(0.1, 1, 1.0)])
def test_a_rate_or_a_schedule_drives_sgd(rate):
    assert probes.descent(rate, [1.0, 2.0]) == pytest.approx([-0.1, -0.3])


def test_a_function_of_the_step_drives_nothing():
    with pytest.raises(TypeError):
        probes.descent(lambda step: 0.1, [1.0])


@pytest.mark.parametrize("metric", [keras.metrics.R2Score, keras.metrics.R2Score()])
@pytest.mark.parametrize("batch_size", [1, 3, 4])
def test_a_metric_with_a_state_is_the_same_in_batches_of_any_size(metric, batch_size):
    spread = np.sum((TRUE - TRUE.mean()) ** 2)
    found = probes.evaluated_metric(metric, TRUE, NEAR, batch_size=batch_size)
    assert found == pytest.approx(1 - 4 * SQUARES / spread, rel=1e-4)
