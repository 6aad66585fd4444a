"""`check_function`: does a function return what it should, case by case?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader_tests.answers import Answer, Call
from grader_tests.arrays import ATOL, compare_arrays
from grader_tests.examination import Hint, examine
from grader_tests.messages import clean, shown, text


def check_function(
    function: Any,
    cases: Sequence[tuple[tuple[Any, ...], Any]],
    *,
    atol: float = ATOL,
    rtol: float = 0.0,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check a function on cases whose results are known.

        check_function(steps_per_epoch, [((100, 32), 4), ((96, 32), 3)], task=1)
        check_function(backend_name, [((), keras.backend.backend())], task=1)

    Args:
        function: the student's function.
        cases: pairs of a tuple of arguments and the expected result: a number, an array or a string.
        atol: largest absolute difference allowed between numbers.
        rtol: largest relative difference allowed between numbers.
        task: number of the point of the task.
        hidden: the message shows neither arguments nor results.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: an error in a case, or another result.
    """
    with examine(function, task=task, hidden=hidden, hint=hint) as exam:
        target = exam.value() if isinstance(function, Answer) else function
        if not callable(target):
            exam.fail(
                text("{name} is not a function.", name=exam.name),
                got=exam.kind(target),
                told=True,
                early=True,
            )
        called = str(exam.name).strip("`")
        for arguments, expected in cases:
            asked = Call(target, arguments, {}, called)
            written = f"`{called}({', '.join(clean(argument) for argument in arguments)})`"
            name = asked.name if hidden else written
            found = exam.touch(asked.reach, of=name)
            if isinstance(expected, str):
                # A string is compared as a string: an object's own == could say anything.
                if not isinstance(found, str) or str.__str__(found) != expected:
                    exam.fail(
                        text("{name} returns the wrong text.", name=name),
                        expected=shown(repr(expected)),
                        got=shown(repr(str.__str__(found))) if isinstance(found, str) else exam.kind(found),
                    )
            else:
                compare_arrays(
                    exam, found, np.asarray(expected, dtype=float), atol=atol, rtol=rtol, name=name
                )
        exam.accept(text("{name} returns what it should.", name=exam.name))
