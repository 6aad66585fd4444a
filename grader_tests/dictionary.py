"""`check_dictionary`: does a dictionary hold these numbers under these keys?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader_tests.arrays import ATOL, compare_arrays
from grader_tests.examination import Hint, examine
from grader_tests.messages import clean, shown, text


def check_dictionary(
    answer: Any,
    expected: Mapping[str, Any],
    *,
    atol: float = ATOL,
    rtol: float = 0.0,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check what a dictionary holds under some keys; it may have more.

        check_dictionary(call(evaluate_heads, model, x, targets), {"mpg": 3.21}, atol=1e-3, task=1)

    Args:
        answer: a dictionary, or an answer that gives one.
        expected: by key, the number or the array, as `check_array` takes it.
        atol: largest absolute difference allowed.
        rtol: largest difference allowed as a fraction of the expected number's size.
        task: number of the point of the task.
        hidden: the message shows no number.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no dictionary, a key is missing, or other numbers.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        found = exam.not_none()
        wanted = shown(f"{{{', '.join(f'{key!r}: …' for key in expected)}}}")
        if not isinstance(found, dict):
            exam.fail(
                text("{name} is not a dictionary.", name=exam.name),
                expected=wanted,
                got=exam.kind(found),
                next=text(
                    "put the results in braces, each behind its key: `{example}`.", example="{'key': value}"
                ),
                told=True,
                early=True,
            )
        for key, value in expected.items():
            if not exam.touch(dict.__contains__, found, key):
                exam.fail(
                    text("{name} has nothing under the key {key}.", name=exam.name, key=repr(key)),
                    expected=wanted,
                    got=None if exam.hidden else shown(exam.touch(_keys, found) or "—"),
                    next=text("use the keys that the task names, letter by letter."),
                    told=True,
                    early=True,
                )
            compare_arrays(
                exam,
                exam.touch(dict.__getitem__, found, key),
                np.asarray(value, dtype=float),
                atol=atol,
                rtol=rtol,
                name=text("{result}, key {key}", result=exam.name, key=repr(key)),
            )
        exam.accept(text("{name}: the numbers are right.", name=exam.name))


def _keys(found: dict[Any, Any]) -> str:
    return ", ".join(clean(repr(key)) for key in dict.keys(found))
