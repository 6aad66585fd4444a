"""`check_dropout`: chance has a part in a model's output in training, and none at inference."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests.arrays import numbers_of
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import text
from grader_tests.models import Model, fail_for_several, require_model
from grader_tests.output import SUM_ATOL

ATOL = 1e-6  # the same float32 sums, by several threads
# The calls that are compared, by what `training` they get; None: a plain call. With the argument, Keras 3
# overrides what was written into a functional model; without it, that counts.
_CALLS: dict[bool, tuple[bool | None, ...]] = {True: (True, True, True), False: (False, False, None, None)}


def check_dropout(
    model: Any,
    x: np.ndarray,
    *,
    training: bool,
    sums_to: float | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check whether a model's output changes from call to call on the same rows.

        check_dropout(call(dropout_model, 0.3), x[:20], training=True, sums_to=1, task=3)
        check_dropout(call(dropout_model, 0.3), x[:20], training=False, task=4)

    Args:
        model: a Keras model, or an answer that gives one. What training changes in it (the statistics of
            batch normalization) is put back.
        x: float32, `(batch, …)` as the task states; twenty rows make it sure that dropout shows.
        training: True: called as in training, the output must change; False: called as `predict` does, and
            plainly, `model(x)`, it must not.
        sums_to: what the numbers of each row add up to, in each of the calls.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: the output changes where it must not, or does not where it must; or another sum.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = require_model(exam)
        outputs = [_output(exam, found, x, passed) for passed in _CALLS[training]]
        changes = not all(
            other.shape == outputs[0].shape and np.allclose(other, outputs[0], atol=ATOL) for other in outputs
        )
        if training and not changes:
            exam.fail(
                text("{name}: in training the output is the same at every call.", name=exam.name),
                next=text("does a `Dropout` layer stand in the way of the data, with a rate above 0?"),
            )
        if changes and not training:
            exam.fail(
                text("{name}: outside training the output changes from call to call.", name=exam.name),
                next=text("call the layers without `training=`: `fit` and `predict` hand it on themselves."),
            )
        sums = np.concatenate([output.sum(axis=-1).ravel() for output in outputs])
        if sums_to is not None and not np.allclose(sums, sums_to, atol=SUM_ATOL):
            exam.fail(
                text(
                    "{name}: in training, the numbers of a row don't add up to {total}.",
                    name=exam.name,
                    total=float(sums_to),
                )
                if training
                else text(
                    "{name}: the numbers of a row don't add up to {total}.",
                    name=exam.name,
                    total=float(sums_to),
                ),
                got=text("from {low} to {high}", low=float(sums.min()), high=float(sums.max())),
                next=text("what stands behind the last activation?"),
            )
        exam.accept(
            text("{name}: in training the output changes from call to call.", name=exam.name)
            if training
            else text("{name}: outside training the output stays the same.", name=exam.name)
        )


def _output(exam: Examination, model: Model, x: np.ndarray, training: bool | None) -> np.ndarray:
    """Return a model's output for `x`, as a finite array with a row for each of `x`, or fail."""

    def run() -> Any:
        kept = model.get_weights() if training and model.weights else None
        try:
            return model(x) if training is None else model(x, training=training)
        finally:
            if kept is not None:
                model.set_weights(kept)

    outputs = exam.touch(run)
    if isinstance(outputs, (list, tuple, dict)):
        fail_for_several(exam, len(outputs))
    numbers = exam.touch(numbers_of, outputs)
    if numbers is None or numbers.shape[:1] != (len(x),) or not numbers.size:
        exam.fail(
            text("{name}: the predictions don't match the rows.", name=exam.name),
            expected=text("{number} rows", number=len(x)),
            got=exam.kind(outputs) if numbers is None else text("shape {shape}", shape=str(numbers.shape)),
            next=text("one prediction for each row: along which axis are the rows?"),
            told=True,
            early=True,
        )
    if not np.isfinite(numbers).all():
        exam.fail(
            text("{name}: the output holds nan or inf.", name=exam.name),
            next=text("a learning rate that is too high, or data that were not scaled, can do that."),
            early=True,
        )
    return numbers
