"""`check_learns`: how good is a compiled model once the grader has trained it?"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.arrays import as_numbers
from grader_tests.examination import Hint, examine
from grader_tests.messages import shown, text
from grader_tests.models import require_compiled
from grader_tests.reaches import score


def check_learns(
    model: Any,
    train: tuple[np.ndarray, np.ndarray],
    new: tuple[np.ndarray, np.ndarray],
    *,
    epochs: int,
    batch_size: int = 32,
    at_least: float,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a compiled model learns: trained here by `fit`, as the task says, it is good on new rows.

        check_learns(call(multi_model, 64, 10), (x, y), (x_new, y_new), epochs=20, at_least=0.9, task=4)

    The labels of the new rows never reach the student's process.

    Args:
        model: a compiled Keras model that is not trained, or an answer that gives one; it is left trained.
        train: rows and labels for `fit`.
        new: rows and labels, `(batch,)`, that the model is judged on.
        epochs: for `fit`.
        batch_size: for `fit`.
        at_least: the lowest accuracy that passes.
        task: number of the point of the task.
        hidden: the message does not say what was expected.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: not compiled, `fit` stops with an error, not good enough.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        _, compiled = require_compiled(exam)
        outputs = exam.touch(
            answers.reach().probe,
            "outputs_after_fit",
            [compiled, *train, new[0]],
            {"epochs": epochs, "batch_size": batch_size},
        )
        value = score(
            exam, as_numbers(exam, outputs, exam.name), np.asarray(new[1]), "accuracy", of_model=True
        )
        if value < at_least:
            exam.fail(
                text("{name} does not learn well enough.", name=exam.name),
                expected=text(
                    "{metric} of at least {number} after {epochs} epochs",
                    metric="accuracy",
                    number=float(at_least),
                    epochs=epochs,
                ),
                got=shown(value),
                next=text(
                    "train it yourself and look at the learning curve: does the loss fall, and fast enough?"
                ),
            )
        exam.accept(
            text(
                "{name}: {metric} is {value} after {epochs} epochs.",
                name=exam.name,
                metric="accuracy",
                value=value,
                epochs=epochs,
            )
        )
