"""`check_split` and `check_classes`: is a data set divided soundly?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from grader_tests.arrays import as_numbers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import Text, text

FRACTIONS = (0.6, 0.2, 0.2)
_PARTS = ("training", "validation", "test")


def check_split(
    answer: Any,
    x: np.ndarray,
    y: np.ndarray,
    *,
    fractions: Sequence[float] = FRACTIONS,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that every row went, with its label, into exactly one of three sets of the right size.

        check_split(call(split_data, x, y), x, y, task=1)

    Args:
        answer: a call that returns `(x_train, y_train), (x_val, y_val), (x_test, y_test)`.
        x: the rows that were divided, `(rows, features)`, all different.
        y: their labels, `(rows,)`, whole numbers.
        fractions: share of each set; a set may miss it by one row.
        task: number of the point of the task.
        hidden: accepted for symmetry: the message holds counts only.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: rows lost, doubled or shared between sets, labels exchanged, sizes wrong.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        parts = _parts(exam, x)
        label_of = {row.tobytes(): label for row, label in zip(np.asarray(x, float), y, strict=True)}
        where: dict[bytes, set[str]] = {}
        counts: Counter[bytes] = Counter()
        for part, (rows, labels) in zip(_PARTS, parts, strict=True):
            for row, label in zip(rows, labels, strict=True):
                key = row.tobytes()
                if key not in label_of:
                    exam.fail(
                        text("{part}: a row there is none of the rows given.", part=_part(part)),
                        next=text("divide the rows as they are, and scale them later."),
                    )
                if label_of[key] != label:
                    exam.fail(
                        text("{part}: a row has the label of another row.", part=_part(part)),
                        next=text("shuffle `x` and `y` by the same order of rows."),
                    )
                counts[key] += 1
                where.setdefault(key, set()).add(part)
        _each_row_once(exam, len(x), counts, where)
        for part, fraction, (rows, _) in zip(_PARTS, fractions, parts, strict=True):
            if abs(len(rows) - fraction * len(x)) > 1:
                exam.fail(
                    text("{part}: the number of rows is wrong.", part=_part(part)),
                    expected=text(
                        "{share} of {total} rows, give or take one", share=f"{fraction:.0%}", total=len(x)
                    ),
                    got=text("{count} rows", count=len(rows)),
                    told=True,
                )
        exam.accept(text("{name}: every row is in exactly one of the three sets.", name=exam.name))


def check_classes(
    answer: Any, x: np.ndarray, y: np.ndarray, *, task: int, hidden: bool = False, hint: Hint | None = None
) -> None:
    """Check that each of the three sets has every class in it.

        check_classes(call(split_data, x, y), x, y, task=2)

    Args:
        answer: as for `check_split`.
        x: the rows that were divided, `(rows, features)`.
        y: their labels, `(rows,)`, sorted by class to make the check sharp.
        task: number of the point of the task.
        hidden: accepted for symmetry: the message holds counts only.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: a set lacks a class.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        classes = set(np.asarray(y, float).tolist())
        for part, (_, labels) in zip(_PARTS, _parts(exam, x), strict=True):
            there = set(labels.tolist())
            if not classes <= there:
                exam.fail(
                    text("{part}: not every class is in it.", part=_part(part)),
                    expected=text("{count} classes", count=len(classes)),
                    got=text("{count} classes", count=len(there & classes)),
                    next=text("the rows come sorted by class: bring them into a random order first."),
                    told=True,
                )
        exam.accept(text("{name}: each set has every class.", name=exam.name))


def _part(part: str) -> Text:
    return {
        "training": text("the training set"),
        "validation": text("the validation set"),
        "test": text("the test set"),
    }[part]


def _parts(exam: Examination, x: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the three pairs of rows and labels as float64, or fail."""
    returned = exam.value()
    found = exam.touch(_plain, returned)
    if [_length(part) for part in found] != [2, 2, 2]:
        exam.fail(
            text("{name} does not return three pairs.", name=exam.name),
            expected=text("`(x_train, y_train), (x_val, y_val), (x_test, y_test)`"),
            got=text("{kind} of length {length}", kind=exam.kind(returned), length=len(found))
            if found
            else exam.kind(returned),
            told=True,
            early=True,
        )
    parts = []
    for part, (rows, labels) in zip(_PARTS, found, strict=True):
        numbers = as_numbers(exam, rows, _part(part))
        classes = as_numbers(exam, labels, _part(part)).reshape(-1)
        if numbers.ndim != np.ndim(x) or len(numbers) != len(classes):
            exam.fail(
                text("{part}: rows and labels don't belong together.", part=_part(part)),
                expected=text("as many labels as rows"),
                got=text("{x} and {y}", x=str(numbers.shape), y=str(classes.shape)),
                told=True,
                early=True,
            )
        parts.append((np.ascontiguousarray(numbers), classes))
    return parts


def _plain(value: Any) -> list[Any]:
    """Return tuples and lists as lists, two levels deep; [] for anything else."""
    if not isinstance(value, (tuple, list)):
        return []
    return [list(part) if isinstance(part, (tuple, list)) else part for part in list(value)]


def _length(value: Any) -> int | None:
    return len(value) if isinstance(value, list) else None


def _each_row_once(
    exam: Examination, total: int, counts: Counter[bytes], where: dict[bytes, set[str]]
) -> None:
    shared = sum(len(parts) > 1 for parts in where.values())
    if shared:
        exam.fail(
            text("{name}: the sets share rows.", name=exam.name),
            expected=text("no row in two sets"),
            got=text("{count} of {total} rows are in more than one", count=shared, total=total),
            next=text("cut one order of all rows at two places: where does each set begin and end?"),
            told=True,
        )
    doubled = sum(count > 1 for count in counts.values())
    if doubled or len(counts) < total:
        exam.fail(
            text("{name}: rows are lost or doubled.", name=exam.name),
            expected=text("each of {total} rows once", total=total),
            got=text("{lost} lost, {doubled} doubled", lost=total - len(counts), doubled=doubled),
            next=text(
                "draw the order without replacement, and let each set begin where the one before ends."
            ),
            told=True,
        )
