"""`check_best_kept`: after a training, does the model, or its file, have the weights of the best epoch?"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import keras
import numpy as np

from grader_tests import answers
from grader_tests.answers import Call
from grader_tests.arrays import numbers_of
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import text
from grader_tests.models import predict
from grader_tests.probes import to_numpy
from grader_tests.saved import stored_model

_RTOL = 1e-3  # `fit` averages over mini-batches in float32; an epoch changes the loss by more than 1 %


def check_best_kept(
    training: Call,
    x: np.ndarray,
    y: np.ndarray,
    *,
    model: int = 0,
    path: str | None = None,
    loss: str = "sparse_categorical_crossentropy",
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that the lowest `val_loss` of a history is the loss of the model that the training left.

        training = call(train_with_callbacks, ready_model(), (x_train, y_train), (x_val, y_val), "best.keras")
        check_best_kept(training, x_val, y_val, task=3)
        check_best_kept(training, x_val, y_val, path="best.keras", task=4)

    Args:
        training: a call that trains a model and returns the `History`.
        x: the validation rows that it was given.
        y: their labels.
        model: position of the model among the arguments of the call.
        path: of a `.keras` file to look at in place of the model; it is deleted at the end.
        loss: name of the Keras loss that the model was compiled with.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no history of `val_loss`, no file, or the weights of another epoch.
    """
    with examine(training, task=task, hidden=hidden, hint=hint) as exam:
        compared = keras.losses.get(loss)
        lowest = float(np.min(record_of(exam, "val_loss")))
        if path is None:
            looked_at = training.argument(model)
            name, found = looked_at.hidden_name if hidden else looked_at.name, exam.touch(looked_at.reach)
        else:
            name = text("the file {path}", path=f"`{Path(path).name}`")
            try:
                found = stored_model(exam, path)
            finally:
                with suppress(OSError):  # a folder of that name, here in the student's own kernel
                    answers.reach().remove_file(path)
        outputs = predict(exam, found, x)
        # A model with another output can't be scored: what the loss then raises is the student's.
        reached = exam.touch(lambda: float(np.mean(to_numpy(compared(y, outputs)))))
        if not abs(reached - lowest) <= _RTOL * max(abs(lowest), 1e-3):
            exam.fail(
                text("{name}: these are not the weights of the best epoch.", name=name),
                expected=text("the lowest `val_loss` of the history, {number}", number=lowest),
                got=text("a loss of {number} on the same rows", number=reached),
                next=text("which epoch are the weights from, and which value was watched?"),
            )
        exam.accept(text("{name}: the weights of the best epoch, loss {number}.", name=name, number=reached))


def record_of(exam: Examination, key: str) -> np.ndarray:
    """Return a series of the history that the answer is, one number an epoch, or fail."""
    history = exam.value()
    record = exam.touch(lambda: getattr(history, "history", None))
    values = numbers_of(dict.get(record, key)) if isinstance(record, dict) else None
    if values is None or values.ndim != 1 or not values.size:
        exam.fail(
            text("{name} is no history with `{key}`.", name=exam.name, key=key),
            expected=text("what `model.fit(...)` returns"),
            got=exam.kind(history),
            next=text("records that begin with val_ come from `validation_data=` of `model.fit(...)`."),
            told=True,
            early=True,
        )
    return values
