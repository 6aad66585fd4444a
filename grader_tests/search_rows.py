"""`check_search`: which rows does a search train models on, how often, and which does it judge them by?"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests.answers import Call
from grader_tests.arrays import numbers_of
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import Text, shown, text
from grader_tests.searches import OpenSearch

Batches = list[np.ndarray]


def check_search(
    answer: Call,
    *,
    train: np.ndarray,
    epochs: int,
    validation: np.ndarray | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check what a function that runs a tuner's search does with the rows.

        searched = call(run_search, open_search(2), (x, y), (x_val, y_val), 3)
        check_search(searched, train=numbers, epochs=3, task=1)
        check_search(searched, train=numbers, validation=more_numbers, epochs=3, task=2)

    Args:
        answer: a call whose first argument is an `open_search`; in the first column of `x` stands the number
            of the row.
        train: numbers of the rows that each model is trained on.
        epochs: passes over them, two at least: validation shows between them.
        validation: numbers of the rows that each model is judged by; the training rows are then not judged.
        task: number of the point of the task.
        hidden: the message shows counts only, as it does anyway.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no search, or other rows.
    """
    search = answer.arguments[0]
    if not isinstance(search, OpenSearch) or epochs < 2:
        raise ValueError("check_search wants an open_search and two epochs")
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        exam.value()
        trials, error = exam.touch(lambda: _read(search.seen()))
        failed = None if error is None else text("a trial that failed: {error}", error=error)
        if len(trials) < search.trials:
            exam.fail(
                text("{name}: the tuner tries fewer models than it is set up for.", name=exam.name),
                expected=text("{number} models trained", number=search.trials),
                got=failed or text("{number} models trained", number=len(trials)),
                next=text("call `tuner.search(...)`; it takes what `fit` takes."),
                early=True,
            )
        for trained, validated in trials:
            if validation is None:
                _trained(exam, np.concatenate(trained), train, epochs, failed)
            else:
                _judged(exam, validated, validation)
        exam.accept(text("{name} handles the rows as the task says.", name=exam.name))


def _read(found: Any) -> tuple[list[tuple[Batches, Batches]], str | None]:
    """Return each trained model's batches, or raise for what is none."""
    trials = []
    for entry in found["trials"]:
        parts = []
        for key in ("trained", "validated"):
            batches = [numbers_of(batch) for batch in entry[key]]
            if any(batch is None or batch.ndim != 1 for batch in batches):
                raise ValueError("no record of the rows")
            parts.append([batch for batch in batches if batch is not None])
        trials.append((parts[0], parts[1]))
    error = found["error"]
    return trials, error if isinstance(error, str) else None


def _trained(exam: Examination, seen: np.ndarray, rows: np.ndarray, epochs: int, failed: Text | None) -> None:
    _strangers(exam, seen, rows, text("for training"))
    counts = np.array([int((seen == number).sum()) for number in rows])
    if (counts != epochs).any():
        exam.fail(
            text("{name}: models are not trained on each row once an epoch.", name=exam.name),
            expected=text("each of {rows} rows {times} times", rows=len(rows), times=epochs),
            got=failed or text("from {low} to {high} times", low=int(counts.min()), high=int(counts.max())),
            next=text("`tuner.search(x, y, epochs=…, …)` hands all of it to `fit`."),
            told=True,
        )


def _judged(exam: Examination, batches: Batches, rows: np.ndarray) -> None:
    if not batches:
        exam.fail(
            text("{name}: no rows are used for validation.", name=exam.name),
            next=text("hand over `validation_data=…`: without it there is no `val_loss` to choose by."),
        )
    seen = np.concatenate(batches)
    _strangers(exam, seen, rows, text("for validation"))
    missing = ~np.isin(rows, seen)
    if missing.any():
        exam.fail(
            text("{name}: rows meant for validation are not used.", name=exam.name),
            expected=text("{number} rows", number=len(rows)),
            got=text("{number} rows", number=int((~missing).sum())),
            told=True,
        )


def _strangers(exam: Examination, seen: np.ndarray, known: np.ndarray, purpose: Text) -> None:
    strange = ~np.isin(seen, known)
    if strange.any():
        exam.fail(
            text(
                "{name}: rows are used {purpose} that are not meant for it.", name=exam.name, purpose=purpose
            ),
            got=text("{share} of the rows used", share=shown(f"{max(strange.mean(), 0.01):.0%}")),
            next=text("use the arguments of the function, each for its own purpose."),
            told=True,
        )
