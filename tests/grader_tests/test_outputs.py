import keras
import numpy as np
import pytest
from keras import layers

from grader_tests import call, check_array, outputs
from grader_tests.hints import name_of

X = np.arange(6, dtype="float32").reshape(2, 3)


def doubling():
    return keras.Sequential([keras.Input((3,)), layers.Rescaling(2.0)])


def test_the_output_of_a_model_that_a_function_returns():
    check_array(outputs(call(doubling), X), 2 * X, task=1)


def test_the_output_of_a_model():
    check_array(outputs(doubling(), X), 2 * X, task=1)


def test_dropout_is_off():
    check_array(outputs(keras.Sequential([keras.Input((3,)), layers.Dropout(0.9)]), X), X, task=1)


def test_another_output_fails(refused):
    failure = refused(check_array, outputs(call(doubling), X), X)
    assert str(failure.claim).startswith("the output of `doubling(…)`")


@pytest.mark.parametrize("returned", [None, "text", 3.0])
def test_what_is_no_model_fails(refused, returned):
    refused(check_array, outputs(call(lambda: returned), X), X)


def test_a_model_that_takes_other_rows_fails(refused):
    dense = keras.Sequential([keras.Input((3,)), layers.Dense(3)])
    failure = refused(check_array, outputs(dense, X[:, :2]), X)
    assert "stops with an error" in failure.claim.msgid


def test_hints_find_the_function():
    assert name_of(outputs(call(doubling), X)) == "doubling"
