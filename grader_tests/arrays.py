"""`check_array`: are these the numbers, in this shape?"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import Text, shown, text

ATOL = 1e-6  # float64 arithmetic in another order


def check_array(
    answer: Any,
    expected: Any,
    *,
    atol: float = ATOL,
    rtol: float = 0.0,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that an answer holds the expected numbers.

        check_array(call(scale, train, other)[1], (other - mean) / sd, rtol=0.02, task=2)
        check_array(labels, [0, 2, 1], atol=0, task=3)

    Args:
        answer: anything that NumPy can read as numbers, a tensor too; any shape.
        expected: the numbers, same shape.
        atol: largest absolute difference allowed.
        rtol: largest difference allowed as a fraction of the expected number's size.
        task: number of the point of the task.
        hidden: the message shows no number.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: another shape, not numbers, not finite, or too far off.
    """
    wanted = np.asarray(expected, dtype=float)
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        compare_arrays(exam, exam.value(), wanted, atol=atol, rtol=rtol)
        exam.accept(text("{name}: the numbers are right.", name=exam.name))


def as_numbers(exam: Examination, found: Any, name: str | Text) -> np.ndarray:
    """Return what the student's object holds as float64, or fail."""
    if found is None:
        exam.fail_none(name)
    numbers = exam.touch(numbers_of, found, of=name)
    if numbers is None:
        exam.fail(
            text("{name} is not an array of numbers.", name=name),
            got=exam.kind(found),
            told=True,
            early=True,
        )
    return numbers


def numbers_of(found: Any) -> np.ndarray | None:
    """Return what an object holds as float64; None if these are no real numbers: text, complex, ragged."""
    try:
        array = np.asarray(found)
        if array.dtype.kind == "O":
            # "3" and b"3" would become 3.
            if any(isinstance(item, (str, bytes, complex, np.complexfloating)) for item in array.flat):
                return None
        elif array.dtype.kind not in "biufV":  # V: bfloat16
            return None
        return array.astype(float)
    except (TypeError, ValueError, OverflowError):
        return None


def compare_arrays(
    exam: Examination,
    found: Any,
    wanted: np.ndarray,
    *,
    atol: float,
    rtol: float,
    name: str | Text | None = None,
) -> None:
    """Fail unless `found` has the shape and, within the tolerances, the numbers of `wanted`."""
    name = name or exam.name
    numbers = as_numbers(exam, found, name)
    if numbers.shape != wanted.shape:
        exam.fail(
            text("{name} has the wrong shape.", name=name),
            expected=shown(str(wanted.shape)),
            got=shown(str(numbers.shape)),
            next=text("which axis are the rows, and is one axis too many or missing?"),
            told=True,
            early=True,
        )
    if not np.isfinite(numbers).all():
        exam.fail(
            text("{name} holds numbers that are not finite.", name=name),
            got=text(
                "{count} of {total} are nan or inf",
                count=int((~np.isfinite(numbers)).sum()),
                total=numbers.size,
            ),
            next=text("was something divided by zero?"),
            told=True,
            early=True,
        )
    wrong = ~np.isclose(numbers, wanted, atol=atol, rtol=rtol)
    if not wrong.any():
        return
    at = tuple(int(i) for i in np.argwhere(wrong)[0])
    expected, got = apart(float(wanted[at]), float(numbers[at]))
    if wrong.size == 1:
        exam.fail(
            text("{name}: the number is wrong.", name=name),
            expected=shown(expected),
            got=shown(got),
            next=text("work it out by hand and compare."),
        )
    exam.fail(
        text(
            "{name}: {wrong} of {total} numbers are wrong.",
            name=name,
            wrong=int(wrong.sum()),
            total=wrong.size,
        ),
        expected=text("{number} at {place}", number=expected, place=str(list(at))),
        got=shown(got),
        next=text("work one number out by hand and compare."),
    )


def apart(first: float, second: float) -> tuple[str, str]:
    """Return two different numbers with as many digits, four at least, as it takes to tell them apart."""
    for digits in range(4, 17):
        pair = f"{first:.{digits}g}", f"{second:.{digits}g}"
        if pair[0] != pair[1]:
            return pair
    return repr(first), repr(second)
