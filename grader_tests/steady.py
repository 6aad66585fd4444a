"""`check_steady`: does a model predict the same each time that it is asked?"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests.examination import Hint, examine
from grader_tests.messages import text
from grader_tests.models import predict, require_model

ATOL = 1e-4  # probabilities, float32


def check_steady(
    model: Any, x: np.ndarray, *, task: int, hidden: bool = False, hint: Hint | None = None
) -> None:
    """Check that nothing in a model works by chance when it predicts: no augmentation, no dropout.

        check_steady(call(train_augmented, x, y), x_test[:50], task=2)

    Args:
        model: a Keras model, or an answer that gives one.
        x: float32, `(batch, …)` as the model takes it.
        task: number of the point of the task.
        hidden: the message shows no numbers, as it does anyway.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: not a model, or two predictions for the same rows differ.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = require_model(exam)
        first, again = (predict(exam, found, x) for _ in range(2))
        if first.shape != again.shape or not np.allclose(first, again, atol=ATOL, equal_nan=True):
            exam.fail(
                text("{name} predicts something else each time.", name=exam.name),
                next=text(
                    "which layer works by chance at inference too? `training=True` must not be fixed in it."
                ),
            )
        exam.accept(text("{name} predicts the same each time.", name=exam.name))
