"""`check_loss_function`: what does a loss compute that a function of the student's chose?"""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from grader_tests import answers
from grader_tests.examination import Hint, examine
from grader_tests.loss import PROBES, RTOL, activated, advice, reference_loss, wanted
from grader_tests.messages import text


def check_loss_function(
    answer: Any,
    y: np.ndarray,
    *,
    units: int,
    activation: str,
    fits: str,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check a loss by what it computes for a model's output.

        check_loss_function(
            call(loss_for, "onehot", "logits"),
            rows, units=3, activation="linear", fits="categorical_crossentropy", task=2,
        )

    The string, the class, an object, Keras's function and a hand-written one are all right.

    Args:
        answer: what `compile` takes as a loss, or an answer that gives it.
        y: labels: `(batch,)` whole numbers or `(batch, classes)` one-hot.
        units: of the output layer.
        activation: of the output layer: "sigmoid", "softmax" or "linear".
        fits: name of the Keras loss of probabilities that it must agree with.
        task: number of the point of the task.
        hidden: the message does not name that loss.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no loss, another one, or one that can't take these labels.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        found = exam.not_none()
        labels = np.asarray(y)
        for probe in range(PROBES):
            logits = np.random.default_rng(probe).normal(size=(len(labels), units)).astype("float32")
            given = activated(activation, logits)
            expected = reference_loss(keras.losses.get(fits), fits, labels, logits)
            if expected is None:
                raise ValueError(f"{fits} can't take these labels")
            got = exam.touch(answers.reach().probe, "compiled_loss", [found, labels, given], {})
            if not isinstance(got, float) or not np.isclose(got, expected, rtol=RTOL):
                exam.fail(
                    text("{name}: the loss does not fit labels and output.", name=exam.name),
                    expected=wanted(fits, labels.shape, activation),
                    got=text("a loss that computes something else")
                    if isinstance(got, float)
                    else text("a loss that can't take these labels"),
                    next=advice(fits, labels.ndim),
                )
        exam.accept(text("{name}: the loss fits labels and output.", name=exam.name))
