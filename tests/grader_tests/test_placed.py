import keras
import numpy as np
import pytest
import tensorflow as tf

from grader_tests import check_placed, small_job

WEIGHTS = np.ones((2, 2, 3, 4), "float32")


def on(device, function=small_job):
    with tf.device(device):
        return function()


def convolve(device, images_on=None, activation=None):
    with tf.device(images_on or device):
        images = tf.random.normal((5, 6, 6, 3))
    with tf.device(device):
        return tf.reduce_sum(keras.layers.Conv2D(4, 2, activation=activation)(images))


def convolve_zeros():
    return tf.nn.conv2d(tf.zeros((1, 3, 3, 3)), WEIGHTS, 1, "VALID")


def in_a_graph(device):
    with tf.device(device):
        return tf.function(
            lambda: tf.reduce_sum(tf.nn.conv2d(tf.random.normal((5, 6, 6, 3)), WEIGHTS, 1, "VALID"))
        )()


CONVOLUTIONS = {"layer": convolve, "graph": in_a_graph}


@pytest.mark.parametrize("device", ["/CPU:0", "/CPU:1", "/device:CPU:1", "CPU:1", "/cpu:1"])
def test_the_device_of_the_work_is_told_however_it_is_written(device, refused):
    check_placed(lambda: on(device), operation="MatMul", device=device, times=1, task=1)
    other = "/CPU:1" if device.endswith("0") else "/CPU:0"
    failure = refused(check_placed, lambda: on(other), operation="MatMul", device=device)
    assert (str(failure.expected), str(failure.got)) == (device.upper()[-5:], other[-5:])


@pytest.mark.parametrize("work", CONVOLUTIONS.values(), ids=CONVOLUTIONS)
def test_layers_and_graphs_are_followed(work):
    shapes = [(5, 6, 6, 3), (2, 2, 3, 4)]
    check_placed(
        work, "/CPU:1", operation="Conv2D", device="/CPU:1", shapes=shapes, spread=True, total=True, task=1
    )


def test_an_input_from_another_device_is_told(refused):
    failure = refused(check_placed, convolve, "/CPU:1", "/CPU:0", operation="Conv2D", device="/CPU:1")
    assert "input" in str(failure.claim)


def test_a_device_that_is_not_there_is_the_cpu(refused):
    assert (
        str(refused(check_placed, convolve, "/GPU:63", operation="Conv2D", device="/GPU:63").got) == "CPU:0"
    )


def test_what_is_computed_counts(refused):
    assert "no MatMul" in str(refused(check_placed, lambda: small_job, operation="MatMul").claim)
    refused(check_placed, lambda: [small_job(), small_job()], operation="MatMul", times=1)
    refused(check_placed, convolve, "/CPU:0", operation="Conv2D", shapes=[(5, 6, 6, 3), (2, 2, 3, 5)])
    refused(check_placed, convolve_zeros, operation="Conv2D", spread=True)


@pytest.mark.parametrize(
    "wrong", [lambda made: made, tf.reduce_mean, lambda made: None, lambda made: "much", lambda made: np.nan]
)
def test_only_the_sum_is_the_sum(wrong, refused):
    def work():
        return wrong(tf.nn.conv2d(tf.random.uniform((5, 6, 6, 3)), WEIGHTS, 1, "VALID"))

    refused(check_placed, work, operation="Conv2D", total=True)


def test_an_activation_changes_the_sum(refused):
    refused(check_placed, convolve, "/CPU:0", None, "relu", operation="Conv2D", total=True)


def test_graphs_are_run_as_before_and_nothing_is_noted_any_more(refused):
    refused(check_placed, lambda: 1 / 0, operation="MatMul")
    assert not tf.config.functions_run_eagerly()
    assert float(small_job()) == 42
