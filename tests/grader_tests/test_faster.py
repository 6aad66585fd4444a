import time

import numpy as np
import pytest
import tensorflow as tf

from autograde.marks import NOT_ASSESSED as READ
from grader_tests import check_faster, convolution_sums
from grader_tests.faster import NOT_ASSESSED as SAID

IMAGES = np.random.default_rng(1).random((2, 6, 6, 3)).astype("float32")
KERNEL = np.random.default_rng(2).random((3, 3, 3, 4)).astype("float32")


def slow(images, kernel):
    time.sleep(0.05)
    return convolution_sums(images, kernel)


def on(images, kernel, device):
    with tf.device(device):
        return tf.reduce_sum(tf.nn.conv2d(images, kernel, 1, "VALID"), axis=(1, 2, 3))


def check(function, **changes):
    wanted = {"device": "/CPU:1", "reference": slow, "at_least": 2.0, "rtol": 0.01, "task": 1}
    check_faster(function, IMAGES, KERNEL, **{**wanted, **changes})


def test_the_reference_is_the_sum_of_the_convolution():
    by_hand = sum(
        (IMAGES[0, i : i + 3, j : j + 3, :, None] * KERNEL).sum() for i in range(4) for j in range(4)
    )
    np.testing.assert_allclose(convolution_sums(IMAGES, KERNEL)[0], by_hand, rtol=1e-5)


def test_faster_passes_and_says_how_much(capsys):
    check(on)
    assert "times as fast as the CPU here" in capsys.readouterr().out


def test_not_faster_fails(refused):
    def slower(*given):
        time.sleep(0.1)
        return on(*given)

    with_reference = {"device": "/CPU:1", "at_least": 2.0, "rtol": 0.01}
    assert "not fast enough" in str(
        refused(check_faster, slower, IMAGES, KERNEL, reference=slow, **with_reference).claim
    )


@pytest.mark.parametrize(
    "function", [lambda *_: np.zeros(2), lambda *_: None, lambda *_: 1 / 0, lambda i, k: 1]
)
def test_who_does_not_compute_fails(function, refused):
    refused(check_faster, function, IMAGES, KERNEL, device="/CPU:1", reference=slow, at_least=2.0, rtol=0.01)


def test_without_a_gpu_it_says_so_and_calls_nothing(capsys):
    check(lambda *_: 1 / 0, device=None)
    assert capsys.readouterr().out.startswith(f"{SAID} Not assessed here")


def test_what_the_check_says_is_what_marks_read():
    assert SAID == READ


def test_who_remembers_a_result_fails(refused):
    kept = {}

    def remembering(images, kernel, device):
        return kept.setdefault(device, convolution_sums(images, kernel)) if not kept else kept[device]

    refused(
        check_faster, remembering, IMAGES, KERNEL, device="/CPU:1", reference=slow, at_least=2.0, rtol=0.01
    )
