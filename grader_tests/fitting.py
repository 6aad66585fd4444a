"""`check_fit`: which rows did a function train on, how often, in which batches, and which validate?"""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from grader_tests.arrays import numbers_of
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import Text, text


def check_fit(
    answer: Any,
    *,
    train: np.ndarray | None = None,
    validation: np.ndarray | None = None,
    epochs: int | None = None,
    batch_size: int | None = None,
    steps: int | None = None,
    validation_steps: int | None = None,
    share: float | None = None,
    classes: np.ndarray | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check what a function that trains a model does with the rows.

        watched = probe("watch_fit", fit_explicit, ready_model(), (x, y), (x_val, y_val))
        check_fit(watched, train=numbers, epochs=5, batch_size=16, task=1)
        check_fit(watched, train=numbers, steps=4, epochs=3, task=1)        # batches from a generator
        check_fit(watched, train=numbers, share=0.2, epochs=5, task=1)      # the function divides them

    Args:
        answer: what `probe("watch_fit", …)` gives.
        train: numbers of the rows to train on.
        validation: numbers of the rows to validate on after each epoch.
        epochs: passes over the rows, two at least: validation shows between them.
        batch_size: rows of a batch; the last of an epoch may be smaller.
        steps: batches of an epoch, where rows may come any number of times.
        validation_steps: batches of each validation, likewise.
        share: of the rows `train` that is held back for validation, give or take one row.
        classes: of the rows `train`, in their order: each must be trained on and validated on.
        task: number of the point of the task.
        hidden: the message shows counts only, as it does anyway.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: a claim does not hold, or the model handed over was not trained.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        trained, validated = _record(exam)
        if not trained:
            exam.fail(
                text("{name} does not train the model that it is given.", name=exam.name),
                next=text("call `model.fit(...)` inside the function."),
                early=True,
            )
        learned, looked_at = np.concatenate(trained), np.concatenate([np.zeros(0), *validated])
        if train is not None:
            _strangers(exam, learned, train, text("for training"))
        if share is not None and train is not None:
            _divided(exam, learned, looked_at, train, share)
        if epochs is not None and steps is None and train is not None:
            _each(exam, learned, train if share is None else np.unique(learned), epochs)
        if batch_size is not None:
            largest = max(map(len, trained))
            if largest != min(batch_size, len(np.unique(learned))):
                exam.fail(
                    text("{name}: the mini-batches have the wrong size.", name=exam.name),
                    expected=_rows(batch_size),
                    got=_rows(largest),
                    next=text("`batch_size=` of `model.fit(...)` says how many rows a mini-batch has."),
                    told=True,
                )
        if steps is not None and epochs is not None:
            _steps(exam, len(trained), steps, epochs, "steps_per_epoch")
        if validation is not None or validation_steps is not None:
            if not len(looked_at):
                _nothing_validated(exam)
            if validation is not None:
                _strangers(exam, looked_at, validation, text("for validation"))
            if validation_steps is not None and epochs is not None:
                _steps(exam, len(validated), validation_steps, epochs - 1, "validation_steps")
            elif validation is not None and epochs is not None:
                _validated_each(exam, looked_at, validation, epochs - 1)
        if classes is not None and train is not None:
            _classes(exam, learned, train, classes, text("for training"))
            if not len(looked_at):
                _nothing_validated(exam)
            _classes(exam, looked_at, train, classes, text("for validation"))
        exam.accept(text("{name} handles the rows as the task says.", name=exam.name))


def _record(exam: Examination) -> tuple[list[np.ndarray], list[np.ndarray]]:
    found = exam.value()
    parts: list[list[np.ndarray]] = []
    for key in ("trained", "validated"):
        batches = found.get(key) if isinstance(found, dict) else None
        numbers = [numbers_of(batch) for batch in batches] if isinstance(batches, (list, tuple)) else [None]
        if any(batch is None or batch.ndim != 1 for batch in numbers):
            exam.fail(text("{name} leaves no record of the rows.", name=exam.name), early=True)
        parts.append([batch for batch in numbers if batch is not None])
    return parts[0], parts[1]


def _rows(count: int) -> Text:
    return text("{number} rows", number=count)


def _strangers(exam: Examination, seen: np.ndarray, known: np.ndarray, purpose: Text) -> None:
    strange = ~np.isin(seen, known)
    if strange.any():
        exam.fail(
            text(
                "{name}: rows are used {purpose} that are not meant for it.", name=exam.name, purpose=purpose
            ),
            got=text("{share} of the rows used", share=f"{max(strange.mean(), 0.01):.0%}"),
            next=text("use the arguments of the function, each for its own purpose."),
            told=True,
        )


def _each(exam: Examination, seen: np.ndarray, rows: np.ndarray, times: int) -> None:
    counts = np.array([int((seen == number).sum()) for number in rows])
    if (counts != times).any():
        low, high = int(counts.min()), int(counts.max())
        again = low == high and high > times and high % times == 0
        exam.fail(
            text(
                "{name}: the rows are trained on another number of times than the task says.", name=exam.name
            ),
            expected=text("each row {count} times", count=times),
            got=text("each row {count} times", count=low)
            if low == high
            else text("from {low} to {high} times", low=low, high=high),
            next=text("is `model.fit(...)` called more than once? Each call continues the one before.")
            if again
            else text("`epochs=` of `model.fit(...)` says how many passes over the rows there are."),
            told=True,
        )


def _validated_each(exam: Examination, seen: np.ndarray, rows: np.ndarray, times: int) -> None:
    # As often for each row, and once an epoch at least: a second training validates again.
    counts = np.array([int((seen == number).sum()) for number in rows])
    missing = int((counts < max(times, counts.max())).sum())
    if missing:
        exam.fail(
            text("{name}: not every validation row is looked at after each epoch.", name=exam.name),
            got=text("{count} of {total} rows", count=missing, total=len(rows)),
            next=text("give all validation rows to one `model.fit(...)`."),
            told=True,
        )


def _steps(exam: Examination, found: int, wanted: int, epochs: int, argument: str) -> None:
    if found != wanted * epochs:
        exam.fail(
            text("{name}: the number of mini-batches is wrong.", name=exam.name),
            expected=text("{count} an epoch", count=wanted),
            got=text("{count} an epoch", count=f"{found / epochs:.3g}"),
            next=text("look at `{argument}=` and `epochs=` of `model.fit(...)`.", argument=argument),
            told=True,
        )


def _nothing_validated(exam: Examination) -> NoReturn:
    exam.fail(
        text("{name}: there is no validation after each epoch.", name=exam.name),
        next=text("records that begin with val_ come from `validation_data=` of `model.fit(...)`."),
        told=True,
        early=True,
    )


def _divided(
    exam: Examination, learned: np.ndarray, looked_at: np.ndarray, rows: np.ndarray, share: float
) -> None:
    trained, held_back = np.unique(learned), np.unique(looked_at)
    both = np.intersect1d(trained, held_back)
    if not len(held_back):
        _nothing_validated(exam)
    _strangers(exam, held_back, rows, text("for validation"))
    if len(both):
        exam.fail(
            text("{name}: rows that the model is trained on are used for validation too.", name=exam.name),
            got=text("{count} of {total} rows", count=len(both), total=len(rows)),
            next=text("a row is either for training or for validation."),
            told=True,
        )
    if abs(len(held_back) - share * len(rows)) > 1 or len(trained) + len(held_back) != len(rows):
        exam.fail(
            text("{name}: the rows are divided in other shares than the task says.", name=exam.name),
            expected=text(
                "{number} rows for validation, all others for training", number=round(share * len(rows))
            ),
            got=text(
                "{first} for training, {second} for validation", first=len(trained), second=len(held_back)
            ),
            told=True,
        )


def _classes(
    exam: Examination, seen: np.ndarray, rows: np.ndarray, classes: np.ndarray, purpose: Text
) -> None:
    wanted = len(np.unique(classes))
    there = len(np.unique(np.asarray(classes)[np.isin(rows, seen)]))
    if there < wanted:
        exam.fail(
            text("{name}: not every class is among the rows {purpose}.", name=exam.name, purpose=purpose),
            expected=text("{count} classes", count=wanted),
            got=text("{count} classes", count=there),
            next=text("the rows come sorted by class: bring them into a random order first."),
            told=True,
        )
