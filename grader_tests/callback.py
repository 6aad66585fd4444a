"""`check_callback`: what does a callback do to a training whose every epoch is known beforehand?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from grader_tests import answers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.handles import is_kind
from grader_tests.messages import Text, shown, text

_ATOL = 1e-6  # learning rates are float32, of size 1


@dataclass(frozen=True)
class _Training:
    epochs: int
    weights_of: float
    rates: list[float]
    files: dict[str, float]


def check_callback(
    callback: Any,
    record: Mapping[str, Sequence[float]],
    *,
    epochs: int | tuple[int, int] | None = None,
    ends_with: int | None = None,
    rates: Sequence[float | None] | None = None,
    saves: Sequence[int] | None = None,
    named: bool = False,
    folder: str | None = None,
    trainings: int = 1,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check a callback on a scripted training: Keras's hooks are called, the values of each epoch are given.

        record = {"val_loss": [0.9, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]}
        check_callback(call(make_early_stopping), record, epochs=(5, 6), task=1)
        check_callback(call(make_checkpoint, "checked"), record, saves=[1, 2], folder="checked", task=1)

    Args:
        callback: a Keras callback, or an answer that gives one.
        record: by name, a value for each epoch.
        epochs: how many of them run, or the lowest and the highest number allowed.
        ends_with: epoch, counted from 1, whose weights the model has after the training.
        rates: the learning rate after each epoch, which is 1 at first; None: any. They count as far as the
            training runs.
        saves: epochs, counted from 1, whose model is in a `.keras` file of `folder`; no other is.
        named: whether the number of the epoch stands in each file's name.
        folder: in the working folder; made for this check, since files written there are removed.
        trainings: how many such trainings the one object goes through; the last one is judged.
        task: number of the point of the task.
        hidden: the message tells no epoch and no rate.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no callback, an error in one of its methods, or another effect.
    """
    logs = [dict(zip(record, values, strict=True)) for values in zip(*record.values(), strict=True)]
    with examine(callback, task=task, hidden=hidden, hint=hint) as exam:
        found = _require_callback(exam)
        keywords = {"files": f"{folder}/*.keras" if folder else None, "trainings": trainings}
        driven = exam.touch(lambda: _read(answers.reach().probe("drive_callback", [found, logs], keywords)))
        if epochs is not None:
            _check_epochs(exam, driven.epochs, epochs)
        if ends_with is not None and driven.weights_of != ends_with:
            exam.fail(
                text("{name}: the model ends with the weights of another epoch.", name=exam.name),
                expected=text("the weights of epoch {epoch}", epoch=ends_with),
                got=text("the weights of epoch {epoch}", epoch=int(driven.weights_of)),
            )
        if rates is not None:
            _check_rates(exam, driven.rates, rates)
        if saves is not None:
            _check_saved_epochs(exam, driven.files, saves)
        if named:
            _check_names(exam, driven.files)
        exam.accept(
            text("{name}: right on {count} epochs written beforehand.", name=exam.name, count=len(logs))
        )


def _require_callback(exam: Examination) -> Any:
    found = exam.not_none()
    if not exam.touch(is_kind, found, "Callback"):
        exam.fail(
            text("{name} is not a callback.", name=exam.name),
            expected=text("one object of a class that is derived from `keras.callbacks.Callback`"),
            got=exam.kind(found),
            next=text("a class becomes an object when it is called: `EarlyStopping(...)`."),
            told=True,
            early=True,
        )
    return found


def _read(driven: Any) -> _Training:
    """Return what came of the student's process as numbers; anything else raises."""
    return _Training(
        int(driven["epochs"]),
        float(driven["weight"]),
        [float(rate) for rate in driven["learning_rates"]],
        {PurePath(str(path)).name: float(epoch) for path, epoch in dict.items(driven["files"])},
    )


def _check_epochs(exam: Examination, ran: int, wanted: int | tuple[int, int]) -> None:
    low, high = wanted if isinstance(wanted, tuple) else (wanted, wanted)
    if low <= ran <= high:
        return
    exam.fail(
        text("{name}: the training ends too early.", name=exam.name)
        if ran < low
        else text("{name}: the training ends too late, or is not stopped at all.", name=exam.name),
        expected=text("the end after epoch {epoch}", epoch=low)
        if low == high
        else text("the end after epoch {low} to {high}", low=low, high=high),
        got=text("the end after epoch {epoch}", epoch=ran),
        next=text("go through the values of the test cell, epoch by epoch: where must it stop?"),
    )


def _check_rates(exam: Examination, found: Sequence[float], wanted: Sequence[float | None]) -> None:
    for epoch, (rate, right) in enumerate(zip(found, wanted, strict=False), start=1):
        if right is not None and not abs(rate - right) <= _ATOL:
            exam.fail(
                text("{name}: the learning rate is wrong.", name=exam.name),
                expected=text("{number} after epoch {epoch}", number=float(right), epoch=epoch),
                got=shown(rate),
                next=text("go through the values of the test cell, epoch by epoch: when must it fall?"),
            )


def _check_saved_epochs(exam: Examination, files: Mapping[str, float], wanted: Sequence[int]) -> None:
    if sorted(files.values()) == sorted(wanted):
        return
    exam.fail(
        text("{name}: other models are saved than the task asks for.", name=exam.name),
        expected=_epochs(wanted),
        got=_epochs(sorted(int(epoch) for epoch in files.values()))
        if files
        else text("no `.keras` file in the folder"),
        next=text("at which epochs does `val_loss` fall below all earlier values?"),
    )


def _epochs(numbers: Sequence[int]) -> Text:
    return text("models of epochs: {epochs}", epochs=", ".join(str(number) for number in numbers))


def _check_names(exam: Examination, files: Mapping[str, float]) -> None:
    if not files:
        exam.fail(
            text("{name} saves nothing.", name=exam.name),
            expected=text("`.keras` files in the folder"),
            next=text("does the path begin with the folder and end in `.keras`?"),
            told=True,
        )
    for file, epoch in files.items():
        if epoch not in {float(number) for number in re.findall(r"\d{1,9}", file)}:
            exam.fail(
                text("{name}: the name of a file does not tell its epoch.", name=exam.name),
                expected=text("{epoch} in the name of the model of epoch {epoch}", epoch=int(epoch)),
                got=shown(file),
                next=text("write `{{epoch}}` into the name: Keras puts the number in, counted from 1."),
            )
