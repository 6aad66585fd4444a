"""`check_faster`: is a student's work on a graphics card faster than the grader's own on the processor?"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.arrays import compare_arrays
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import sentence, text

NOT_ASSESSED = "○"  # begins the line of a check that says nothing for or against; `autograde.marks` reads it
_RUNS = 3  # timed, after one that is not; the fastest counts: another program can only slow a run down


def check_faster(
    function: Any,
    *arguments: Any,
    device: str | None,
    reference: Callable[..., np.ndarray],
    at_least: float,
    rtol: float,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that `function(*arguments, device)` is faster than the grader's reference, by the grader's clock.

        check_faster(gpu_convolution, images, kernel, device=gpu, reference=convolution_sums, at_least=2.0,
                     rtol=0.01, task=2)

    Each run gets other numbers, the first argument multiplied, and its result must be right.
    Without a GPU it says that this is not assessed here, and neither passes nor fails: see docs/gpu.md.

    Args:
        function: the student's.
        *arguments: arrays, before the device; the first is float32.
        device: on which the function is to work; None: there is none.
        reference: of the grader's, called with `arguments` in the grader's own process, on the processor.
        at_least: so many times as fast as the reference.
        rtol: largest difference of the results, as a fraction of a number's size.
        task: number of the point of the task.
        hidden: the message shows no ratio.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: an error, other numbers than the reference, or not fast enough.
    """
    if device is None:
        told = text("not assessed here: this machine has no GPU. Nothing is lost, and nothing gained.")
        print(f"{NOT_ASSESSED} {sentence(str(told))}")  # noqa: T201 - the student reads it below the cell
        return
    with examine(function, task=task, hidden=hidden, hint=hint) as exam:
        target = exam.value()
        runs = []
        for run in range(1 + _RUNS):
            # Other numbers each time: a result that was remembered is none.
            given = [np.asarray(arguments[0] * np.float32(1 + run / 8)), *arguments[1:]]
            expected, ours = _timed_here(reference, given)
            found, theirs = _timed(exam, target, [*given, device])
            compare_arrays(exam, found, expected, atol=0.0, rtol=rtol)
            runs.append((ours, theirs))
        ours, theirs = (min(seconds) for seconds in zip(*runs[1:], strict=True))
        ratio = ours / max(theirs, 1e-9)
        if not ratio >= at_least:
            exam.fail(
                text("{name} is not fast enough.", name=exam.name),
                expected=text(
                    "{number} times as fast as the grader's own work on the CPU", number=float(at_least)
                ),
                got=text("{number} times", number=ratio),
                next=text("does all of the work run on the GPU, in as few operations as can be?"),
                told=True,
            )
        exam.accept(text("{name}: {number} times as fast as the CPU here.", name=exam.name, number=ratio))


def _timed(exam: Examination, function: Any, arguments: list[Any]) -> tuple[Any, float]:
    """Return what a call gives, as an array, and its seconds.

    Across processes they are the engine's: no code of the student's runs where that clock is, and they are
    kept with the answer, so that it can be examined again.
    """
    timed_call = getattr(answers.reach(), "timed_call", _timed_call_here)
    result, seconds = exam.touch(timed_call, function, arguments)
    return result, seconds


def _timed_call_here(function: Any, arguments: list[Any]) -> tuple[Any, float]:
    began = perf_counter()
    found = np.asarray(function(*arguments))  # an array: its numbers are there
    return found, perf_counter() - began


def _timed_here(reference: Callable[..., np.ndarray], arguments: list[Any]) -> tuple[np.ndarray, float]:
    began = perf_counter()
    found = np.asarray(reference(*arguments), dtype=float)
    return found, perf_counter() - began


def convolution_sums(images: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Return for each image the sum of its convolution with a kernel, computed on the processor.

    Args:
        images: float32, `(n, height, width, channels)`.
        kernel: float32, `(height, width, channels, filters)`.

    Returns:
        `(n,)`; where the kernel would leave the image nothing is computed.
    """
    import tensorflow as tf

    with tf.device("/CPU:0"):
        made = tf.nn.conv2d(images, kernel, strides=1, padding="VALID")
        return np.asarray(tf.reduce_sum(made, axis=(1, 2, 3)))
