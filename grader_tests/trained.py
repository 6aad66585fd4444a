"""`check_trained`: was this model trained, and does it do better than before?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from grader_tests.examination import Hint, examine
from grader_tests.messages import shown, text
from grader_tests.models import Model, fresh_clones, predict, require_model, weights
from grader_tests.probes import to_numpy
from grader_tests.quiet import quiet

_FRESH = 5  # fresh models to compare with: the luckiest of five sets the bar


def check_trained(
    model: Any,
    x: np.ndarray,
    y: np.ndarray,
    *,
    loss: str = "sparse_categorical_crossentropy",
    fresh: Callable[[], Model] | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a model's weights come from training on data like these.

        check_trained(call(train, ready_model(), (x_train, y_train)).argument(0), x_test, y_test, task=1)

    Two claims: a weight that every fresh initialisation sets to the same number (a bias) has left
    it, and the loss on `x`, `y` is lower than that of the best of five fresh models.

    Args:
        model: a Keras model, or an answer that gives one.
        x: float32, `(batch, …)` as the model takes it; rows that it was not trained on.
        y: labels or targets, one a row, as `loss` takes them.
        loss: name of the Keras loss to compare by; computed here, never by the model's own.
        fresh: makes an untrained model of the same kind; default: a clone with new weights.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: not a model, never trained, or no better than untrained.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        compared = keras.losses.get(loss)
        found = require_model(exam)
        if not exam.touch(lambda: bool(found.built)):
            exam.fail(
                text("{name} was never trained.", name=exam.name),
                next=text("call `model.fit(...)` inside the function."),
            )
        if fresh is None:
            others = exam.touch(fresh_clones, found, _FRESH)
        else:
            with quiet():
                others = [fresh() for _ in range(_FRESH)]
        own = exam.touch(weights, found)
        if not _has_moved(own, [exam.touch(weights, other) for other in others]):
            exam.fail(
                text("{name} was never trained.", name=exam.name),
                got=text("weights as a fresh model has them"),
                next=text("call `model.fit(...)` inside the function."),
                told=True,
            )
        outputs = predict(exam, found, x)
        reached = _score(compared, y, outputs)
        if reached is None:
            exam.fail(
                text("{name}: the output does not fit the labels.", name=exam.name),
                got=text("shape {shape}", shape=str((None, *outputs.shape[1:]))),
                next=text("the last axis is the number of units of the output layer."),
                told=True,
                early=True,
            )
        scores = [_score(compared, y, predict(exam, other, x)) for other in others]
        if fresh is not None and None in scores:
            raise ValueError("a fresh model's output does not fit the labels")
        before = min([score for score in scores if score is not None], default=float("nan"))
        if not reached < before:  # nan is no success
            exam.fail(
                text("{name} does no better than an untrained model.", name=exam.name),
                expected=text("a loss below {number} on rows that it has not seen", number=before),
                got=shown(reached),
                next=text("is it trained on the right rows, with the right labels, for enough epochs?"),
            )
        exam.accept(text("{name} was trained: its loss on new rows is {loss}.", name=exam.name, loss=reached))


def _has_moved(found: list[np.ndarray], fresh: list[list[np.ndarray]]) -> bool:
    """Say whether a weight left the constant that all fresh models agree on.

    Where fresh models have no such constant (no biases), the comparison of losses decides alone. A model
    without weights has not learned, whatever it predicts.
    """
    if not found:
        return False
    shapes = [weight.shape for weight in found]
    if any([weight.shape for weight in other] != shapes for other in fresh):
        return True  # another architecture: nothing to compare weight by weight
    constants = [
        index
        for index in range(len(found))
        if all(np.array_equal(fresh[0][index], other[index]) for other in fresh)
    ]
    return not constants or any(not np.array_equal(found[index], fresh[0][index]) for index in constants)


def _score(loss: Any, y: np.ndarray, outputs: np.ndarray) -> float | None:
    """Return the mean loss of outputs; None where they can't be scored at all."""
    labels = np.asarray(y)
    fits = outputs.ndim > 1 if labels.ndim > 1 else True
    if loss is keras.losses.sparse_categorical_crossentropy:
        fits = outputs.ndim > 1 and bool(labels.max() < outputs.shape[-1])  # not every backend minds
    if not fits:
        return None
    try:
        return float(np.mean(to_numpy(loss(labels, outputs))))
    except Exception:  # each backend has its own error for labels of another shape
        return None
