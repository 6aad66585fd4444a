"""`check_history`: is this the record of a training that can have happened?

Plausibility only: a history can be written by hand. `check_trained` is what tells training apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader_tests.arrays import numbers_of
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import clean, shown, text


def check_history(
    answer: Any,
    *,
    keys: Sequence[str] = ("loss",),
    epochs: tuple[int, int] | None = None,
    at_least: Mapping[str, float] | None = None,
    at_most: Mapping[str, float] | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check the history that `model.fit(...)` returned.

        check_history(call(train, ready_model(), train_set, val_set), keys=("loss", "val_loss"), task=2)
        check_history(history, epochs=(5, 50), at_most={"loss": 0.5}, task=3)

    Args:
        answer: a Keras `History`, or an answer that gives one.
        keys: what must have been recorded in every epoch.
        epochs: the lowest and the highest number of epochs allowed.
        at_least: by key, what the last epoch must reach or exceed.
        at_most: by key, what the last epoch must not exceed.
        task: number of the point of the task.
        hidden: the message shows no values.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: not a history, a key is missing, epochs or values out of range.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        record = _record(exam)
        missing = [key for key in keys if key not in record]
        if missing:
            exam.fail(
                text(
                    "{name} has no record of {keys}.",
                    name=exam.name,
                    keys=", ".join(f"'{key}'" for key in missing),
                ),
                got=shown(", ".join(f"'{key}'" for key in record) or "—"),
                next=text("records that begin with val_ come from `validation_data=` of `model.fit(...)`.")
                if any(key.startswith("val_") for key in missing)
                else text("accuracy is recorded when `model.compile(...)` gets it in `metrics=[...]`.")
                if "accuracy" in missing
                else None,
                early=True,
            )
        ran = len(record[keys[0]])
        for key in keys:
            if len(record[key]) != ran:
                exam.fail(
                    text("{name}: not every epoch has a record of '{key}'.", name=exam.name, key=key),
                    expected=text("{count} epochs, as many as '{key}'", count=ran, key=keys[0]),
                    got=shown(len(record[key])),
                    next=text("return what `model.fit(...)` returns."),
                    told=True,
                    early=True,
                )
        if ran == 0 or (epochs is not None and not epochs[0] <= ran <= epochs[1]):
            exam.fail(
                text("{name}: the number of epochs is wrong.", name=exam.name),
                expected=text("from {low} to {high}", low=epochs[0], high=epochs[1]) if epochs else None,
                got=shown(ran),
                next=text("`epochs=` of `model.fit(...)` says how many passes over the rows there are."),
                told=True,
            )
        _bounds(exam, record, at_least or {}, above=True)
        _bounds(exam, record, at_most or {}, above=False)
        exam.accept(
            text("{name}: {keys} over {epochs} epochs.", name=exam.name, keys=", ".join(keys), epochs=ran)
        )


def _record(exam: Examination) -> dict[str, np.ndarray]:
    found = exam.value()
    record = exam.touch(lambda: getattr(found, "history", None))
    if isinstance(record, dict) and not dict.__len__(record):
        exam.fail(
            text("{name} has recorded no epoch.", name=exam.name),
            next=text("return what `model.fit(...)` returns."),
            early=True,
        )
    if not isinstance(record, dict):
        exam.fail(
            text("{name} is not the history of a training.", name=exam.name),
            expected=text("what `model.fit(...)` returns"),
            got=exam.kind(found),
            next=text("does the function end with `return`?") if found is None else None,
            told=True,
            early=True,
        )

    def read() -> dict[str, np.ndarray]:
        series = {clean(key): numbers_of(values) for key, values in dict.items(record)}
        return {key: values for key, values in series.items() if values is not None and values.ndim == 1}

    numbers = exam.touch(read)
    if len(numbers) < dict.__len__(record):
        exam.fail(
            text("{name} holds values that are not numbers.", name=exam.name),
            expected=text("for each name a list with one number an epoch"),
            told=True,
            early=True,
        )
    return numbers


def _bounds(
    exam: Examination, record: dict[str, np.ndarray], limits: Mapping[str, float], *, above: bool
) -> None:
    for key, limit in limits.items():
        values = record.get(key)
        last = float(values[-1]) if values is not None and len(values) else float("nan")
        if not (last >= limit if above else last <= limit):
            exam.fail(
                text("{name}: '{key}' of the last epoch can't be right.", name=exam.name, key=key),
                expected=text("at least {number}", number=float(limit))
                if above
                else text("at most {number}", number=float(limit)),
                got=shown(last),
                next=text("which rows was it measured on?"),
            )
