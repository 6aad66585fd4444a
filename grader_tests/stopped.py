"""`check_stopped`: for how many epochs did a training go on after its best one?"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests.best_kept import record_of
from grader_tests.examination import Hint, examine
from grader_tests.messages import text


def check_stopped(
    history: Any,
    *,
    waited: tuple[int, int],
    key: str = "val_loss",
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that early stopping ended a training: so many epochs follow the one with the lowest loss.

        check_stopped(call(train_with_callbacks, ready_model(), train, val, path), waited=(3, 8), task=2)

    Give it a training that would go on much longer, such as one whose validation labels are wrong.

    Args:
        history: a Keras `History`, or an answer that gives one.
        waited: the lowest and the highest number of epochs after the best.
        key: of the loss that is watched.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no history of that loss, or another number of epochs.
    """
    with examine(history, task=task, hidden=hidden, hint=hint) as exam:
        values = record_of(exam, key)
        after = len(values) - 1 - int(np.argmin(values))
        low, high = waited
        if not low <= after <= high:
            exam.fail(
                text("{name}: the training ends too early.", name=exam.name)
                if after < low
                else text("{name}: the training ends too late, or is not stopped at all.", name=exam.name),
                expected=text("epochs after the best one: from {low} to {high}", low=low, high=high),
                got=text("epochs after the best one: {count}", count=after),
                next=text("which value does early stopping watch, and how many epochs does it wait?"),
            )
        exam.accept(text("{name}: stopped {count} epochs after the best one.", name=exam.name, count=after))
