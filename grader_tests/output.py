"""`check_output`: what does a model answer to a probe input?"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests.examination import Hint, examine
from grader_tests.messages import shown, text
from grader_tests.models import predict, require_model

SUM_ATOL = 1e-4  # float32: the sum of some ten rounded probabilities


def check_output(
    model: Any,
    x: np.ndarray,
    *,
    shape: tuple[int | None, ...] | None = None,
    low: float | None = None,
    high: float | None = None,
    sums_to: float | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check what a model puts out.

        check_output(model, x_test[:8], shape=(None, 3), low=0, high=1, sums_to=1, task=2)

    Args:
        model: a Keras model, or an answer that gives one.
        x: float32, `(batch, …)` as the task states; a few rows are enough.
        shape: of the output; None stands for the batch.
        low: no number may be smaller.
        high: no number may be greater.
        sums_to: what the numbers of each row add up to.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: a claim does not hold.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = predict(exam, require_model(exam), x)
        if shape is not None and not _shape_fits(found.shape, shape):
            exam.fail(
                text("{name}: the output has the wrong shape.", name=exam.name),
                expected=shown(str(shape)),
                got=shown(str((None, *found.shape[1:]))),
                next=text("the last axis is the number of units of the output layer."),
                told=True,
            )
        if not np.isfinite(found).all():
            exam.fail(
                text("{name}: the output holds nan or inf.", name=exam.name),
                next=text("a learning rate that is too high, or data that were not scaled, can do that."),
                early=True,
            )
        if (low is not None and found.min() < low) or (high is not None and found.max() > high):
            exam.fail(
                text("{name}: the output leaves its range.", name=exam.name),
                expected=text(
                    "from {low} to {high}",
                    low=float(-np.inf if low is None else low),
                    high=float(np.inf if high is None else high),
                ),
                got=text("from {low} to {high}", low=float(found.min()), high=float(found.max())),
                next=text("which activation does the output layer have?"),
            )
        sums = found.sum(axis=-1)
        if sums_to is not None and not np.allclose(sums, sums_to, atol=SUM_ATOL):
            exam.fail(
                text(
                    "{name}: the numbers of a row don't add up to {total}.",
                    name=exam.name,
                    total=float(sums_to),
                ),
                got=text("from {low} to {high}", low=float(sums.min()), high=float(sums.max())),
                next=text(
                    "which activation turns numbers into probabilities of classes that exclude each other?"
                ),
            )
        exam.accept(text("{name}: the output is right.", name=exam.name))


def _shape_fits(found: tuple[int, ...], wanted: tuple[int | None, ...]) -> bool:
    return len(found) == len(wanted) and all(w is None or f == w for f, w in zip(found, wanted, strict=True))
