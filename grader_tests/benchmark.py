"""`check_benchmark`: does a function that times another one measure what it should?"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median
from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.arrays import as_numbers
from grader_tests.examination import Hint, examine
from grader_tests.messages import shown, text
from grader_tests.scripted_time import measure

_ATOL = 2e-3  # seconds: to call the job and to read the clock; the script's figures lie further apart


def check_benchmark(
    function: Any,
    *,
    first: float,
    seconds: Sequence[float],
    asynchronous: bool = False,
    counted: bool = False,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check `benchmark(fn, runs) -> seconds per run` with a job, a device and a clock that follow a script.

        check_benchmark(benchmark, first=0.2, seconds=(0.2, 0.3, 0.7), counted=True, task=1)
        check_benchmark(benchmark, first=5.0, seconds=(0.2, 0.3, 0.7), task=2)                    # warm-up
        check_benchmark(benchmark, first=0.0, seconds=(0.2, 0.3, 0.7), asynchronous=True, task=3)  # waits

    The first call warms up. The mean of the others is right, and so are their median and their minimum.

    Args:
        function: the student's.
        first: seconds of work of the job's first call.
        seconds: of the runs to be timed; `runs` is their number.
        asynchronous: whether the job returns at once and the device goes on working: the result's `.numpy()`
            waits for it, and so do the other ways to get at the number.
        counted: whether the job must be called exactly once more than `runs`.
        task: number of the point of the task.
        hidden: the message shows no figures.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: an error, no number, another number of calls, or other seconds than the script's.
    """
    with examine(function, task=task, hidden=hidden, hint=hint) as exam:
        target = exam.value()
        if not callable(target):
            exam.fail(
                text("{name} is not a function.", name=exam.name),
                got=exam.kind(target),
                told=True,
                early=True,
            )
        asked = [target, first, list(seconds), asynchronous]
        told = exam.touch(lambda: dict(answers.reach().call(measure, asked, {}).result))
        calls = exam.touch(lambda: int(told["calls"]))
        if counted and calls != len(seconds) + 1:
            exam.fail(
                text("{name} calls the function another number of times.", name=exam.name),
                expected=text(
                    "{count} calls: one to warm up, then {runs}", count=len(seconds) + 1, runs=len(seconds)
                ),
                got=text("{count} calls", count=calls),
                next=text("one call before the clock starts, `runs` calls while it runs."),
            )
        numbers = as_numbers(exam, told.get("returned"), exam.name)
        if numbers.shape != ():
            exam.fail(
                text("{name} has the wrong shape.", name=exam.name),
                expected=text("one number, shape {shape}", shape="()"),
                got=shown(str(numbers.shape)),
                told=True,
            )
        found = float(numbers)
        right = (fmean(seconds), median(seconds), min(seconds))
        if not np.isclose(found, right, rtol=0, atol=_ATOL).any():
            exam.fail(
                text("{name} measures other seconds than the script has.", name=exam.name),
                expected=text("{number} s a run on average", number=fmean(seconds)),
                got=text("{number} s", number=found),
                next=text(
                    "go through your lines with the script: when does the clock start, when does it stop?"
                ),
            )
        exam.accept(text("{name}: right on {count} runs of a script.", name=exam.name, count=len(seconds)))
