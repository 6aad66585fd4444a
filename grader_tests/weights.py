"""`check_weights`: which weights does a model have, bit for bit, and which of them would training change?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader_tests.examination import Examination, Hint, examine
from grader_tests.handles import Handle
from grader_tests.messages import Text, shown, text
from grader_tests.models import Model, require_model, weights
from grader_tests.probes import to_numpy


def check_weights(
    model: Any,
    *,
    has: Sequence[np.ndarray] = (),
    lacks: Sequence[np.ndarray] = (),
    frozen: bool = False,
    others: bool = False,
    trainable: int | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check a model's weights by their numbers, wherever in it they are.

        base_weights = base.get_weights()
        check_weights(call(train_head, base, x, y, 10), has=base_weights, task=2)   # training left them alone
        check_weights(tuned, has=early_weights, lacks=late_weights, task=1)         # and trained these
        check_weights(built, has=base_weights, frozen=True, others=True, task=2)    # head trainable, base not

    Args:
        model: a Keras model, or an answer that gives one; nested models are looked into.
        has: arrays that it must have, bit for bit, each as often as it is given.
        lacks: arrays that it must have no longer: training has changed them.
        frozen: whether training must leave those of `has` alone.
        others: whether there must be weights besides those of `has` that training changes.
        trainable: how many numbers training may change, in all.
        task: number of the point of the task.
        hidden: the message shows counts only, as it does anyway.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: a claim does not hold.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = require_model(exam)
        own = exam.touch(_all_weights, found)
        missing = len(has) - _among(has, own)
        if missing:
            exam.fail(
                text("{name} does not have the weights that it must have.", name=exam.name),
                got=_of(missing, has),
                next=text(
                    "has training changed them, or are they of another model than the one handed over?"
                ),
                told=True,
            )
        kept = _among(lacks, own)
        if kept:
            exam.fail(
                text("{name} has weights that training should have changed.", name=exam.name),
                got=_of(kept, lacks),
                next=text("which layers are trainable, and was the model compiled after that?"),
                told=True,
            )
        if frozen or others or trainable is not None:
            _trainable(exam, exam.touch(weights, found), own, has, frozen, others, trainable)
        exam.accept(text("{name} has the weights that it must have.", name=exam.name))


def _trainable(
    exam: Examination,
    changing: Sequence[np.ndarray],
    own: Sequence[np.ndarray],
    has: Sequence[np.ndarray],
    frozen: bool,
    others: bool,
    trainable: int | None,
) -> None:
    # By what stays: among the others there may be equal ones, such as biases that are all zeros.
    free = len(has) - _among(has, _without(own, changing))
    if frozen and free:
        exam.fail(
            text("{name}: weights that must stay as they are can still be trained.", name=exam.name),
            got=_of(free, has),
            next=text("`trainable = False` of a layer or of a whole model freezes it."),
            told=True,
        )
    if others and len(changing) == free:
        exam.fail(
            text("{name}: there is nothing left to train.", name=exam.name),
            next=text("freeze only the layers that must stay as they are, not the whole model."),
            told=True,
        )
    count = sum(array.size for array in changing)
    if trainable is not None and count != trainable:
        exam.fail(
            text("{name}: training would change the wrong number of weights.", name=exam.name),
            expected=shown(trainable),
            got=shown(count),
            next=text("`model.summary()` counts them: trainable and non-trainable."),
            told=True,
        )


def _of(count: int, arrays: Sequence[np.ndarray]) -> Text:
    return text("{count} of {total} arrays of weights", count=count, total=len(arrays))


def _all_weights(model: Model) -> list[np.ndarray]:
    """Return copies of all weights, those too that are not trained."""
    if isinstance(model, Handle):
        found = list(model.get_weights())
        if not all(isinstance(array, np.ndarray) and array.dtype.kind in "biuf" for array in found):
            raise ValueError("weights that are not numbers")
        return found
    return [to_numpy(weight) for weight in model.weights]


def _without(arrays: Sequence[np.ndarray], taken: Sequence[np.ndarray]) -> list[np.ndarray]:
    left = list(arrays)
    for array in taken:
        place = next((place for place, other in enumerate(left) if np.array_equal(array, other)), None)
        if place is not None:
            del left[place]
    return left


def _among(wanted: Sequence[np.ndarray], there: Sequence[np.ndarray]) -> int:
    """Return how many of some arrays are among others; each of the others counts once."""
    return len(there) - len(_without(there, wanted))
