import keras
import numpy as np
import pytest

from grader_tests import check_output


def test_probabilities_pass(make_model, rows):
    check_output(make_model(), rows[0][:8], shape=(None, 3), low=0, high=1, sums_to=1, task=1)


@pytest.mark.parametrize("last", [None, "sigmoid", "relu"])
def test_other_activations_are_no_probabilities(refused, make_model, rows, last):
    refused(check_output, make_model(last=last), rows[0][:8], low=0, high=1, sums_to=1)


def test_the_shape_counts(refused, make_model, rows):
    assert str(refused(check_output, make_model(units=4), rows[0][:8], shape=(None, 3)).got) == "(None, 4)"


def test_a_model_for_other_rows_fails(refused, make_model):
    refused(check_output, make_model(), np.zeros((2, 7), "float32"), shape=(None, 3))


class Scales(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.last = keras.layers.Dense(units, activation="softmax")

    def call(self, x):
        return self.last(x)


def test_a_class_that_tells_no_configuration_passes(rows):
    check_output(Scales(3), rows[0][:8], shape=(None, 3), low=0, high=1, sums_to=1, task=1)


def test_the_cause_is_told_where_keras_wraps_it(refused, make_model):
    failure = refused(check_output, make_model(), np.zeros((2, 7), "float32"))
    assert "expected" in str(failure.got)
    assert "received input with shape" in str(failure.got)  # the rest is cut where a layer has a long name


def test_looking_changes_nothing(rows):
    model = keras.Sequential([keras.layers.Dense(3, activation="softmax")])
    check_output(model, rows[0][:4], shape=(None, 3), task=1)
    assert not model.built
