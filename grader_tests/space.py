"""`check_space`: which values can a hyperparameter take, and how likely is each?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import Text, clean, shown, text

_CHANCES = (np.arange(1000) + 0.5) / 1000  # every thousandth of what chance can give
_LAST = 1 - 1e-9  # the largest that it gives
_RTOL = 1e-6  # of a limit that is read back
_QUANTILE_RTOL = 0.05  # another way of sampling is wrong by more than half of the value in the middle
_FINE = 100  # different values of a thousand: fewer are steps, no range
_NAMES = 10  # of hyperparameters that a message shows


def check_space(
    build: Any,
    name: str,
    *,
    values: Sequence[float] | None = None,
    between: tuple[float, float] | None = None,
    log: bool = False,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check one hyperparameter of the search space that a model-building function declares.

        check_space(build_model, "units", values=range(8, 65, 8), task=1)
        check_space(build_model, "learning_rate", between=(1e-4, 1e-1), log=True, task=2)

    What counts are the values that it gives when it is drawn: `Int` with a step and `Choice` are both right.

    Args:
        build: the student's function of `hp`.
        name: of the hyperparameter.
        values: all that it can take.
        between: the smallest and the largest value, where it can take any in between.
        log: each order of magnitude is equally likely, not each stretch of the range.
        task: number of the point of the task.
        hidden: the message does not say what was expected.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no such hyperparameter, or other values.
    """
    with examine(build, task=task, hidden=hidden, hint=hint) as exam:
        function = exam.value()
        space = exam.touch(_declared, function)
        if name not in space:
            exam.fail(
                text("{name} declares no hyperparameter {parameter}.", name=exam.name, parameter=f"`{name}`"),
                got=text("the names: {names}", names=", ".join(map(clean, list(space)[:_NAMES])))
                if space
                else text("no hyperparameters at all"),
                next=text(
                    "the first argument of `hp.Int(...)`, `hp.Float(...)` or `hp.Choice(...)` is the name."
                ),
            )
        found = space[name]
        if found is None:
            exam.fail(
                text("The hyperparameter {parameter} is not a number.", parameter=f"`{name}`"),
                next=text(
                    "numbers are drawn by `hp.Int(...)`, `hp.Float(...)`, or a `hp.Choice(...)` of numbers."
                ),
            )
        if values is not None:
            _check_values(exam, name, found, np.asarray(values, dtype=float))
        if between is not None:
            _check_between(exam, name, found, between)
            _check_sampling(exam, name, found, between, log)
        exam.accept(
            text("{name}: the hyperparameter {parameter} is right.", name=exam.name, parameter=f"`{name}`")
        )


def spaces_differ(found: Any, wanted: Any) -> Text | None:
    """Return what sets one search space apart from another; None if nothing does.

    Args:
        found: `HyperParameters`.
        wanted: likewise.
    """
    own, right = drawn(found), drawn(wanted)
    for name in right:
        if name not in own:
            return text("no hyperparameter {parameter}", parameter=f"`{name}`")
        if not _same(own[name], right[name]):
            return text("other values of {parameter}", parameter=f"`{name}`")
    more = next((name for name in own if name not in right), None)
    return (
        None if more is None else text("one hyperparameter more: {parameter}", parameter=f"`{clean(more)}`")
    )


def drawn(hyperparameters: Any) -> dict[str, np.ndarray | None]:
    """Return each hyperparameter's values, by name, in order of chance; None for one that is no number."""
    found: dict[str, np.ndarray | None] = {}
    for parameter in hyperparameters.space:
        try:
            values = [parameter.prob_to_value(float(chance)) for chance in (0.0, *_CHANCES, _LAST)]
            found.setdefault(str(parameter.name), np.array([float(value) for value in values]))
        except (TypeError, ValueError):  # a choice of words
            found.setdefault(str(parameter.name), None)
    return found


def declared_by(build: Any) -> Any:
    """Return the `HyperParameters` that `build(hp)` fills. Runs in the student's process."""
    import keras_tuner

    hp = keras_tuner.HyperParameters()
    build(hp)
    return hp


def _declared(build: Any) -> dict[str, np.ndarray | None]:
    return drawn(answers.reach().call(declared_by, [build], {}).result)


def _same(found: np.ndarray | None, wanted: np.ndarray | None) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return bool(np.allclose(found, wanted, rtol=_QUANTILE_RTOL))


def _check_values(exam: Examination, name: str, found: np.ndarray, wanted: np.ndarray) -> None:
    own, right = np.unique(found), np.unique(wanted)
    if own.shape != right.shape or not np.allclose(own, right, rtol=_RTOL):
        exam.fail(
            text("The hyperparameter {parameter} takes other values.", parameter=f"`{name}`"),
            expected=_list(right),
            got=_list(own),
            next=text("`max_value` is included; `step` is the distance from one value to the next."),
        )


def _check_between(exam: Examination, name: str, found: np.ndarray, between: tuple[float, float]) -> None:
    low, high = float(found.min()), float(found.max())
    if not np.allclose((low, high), between, rtol=1e-3):
        exam.fail(
            text("The hyperparameter {parameter} has another range.", parameter=f"`{name}`"),
            expected=text("from {low} to {high}", low=float(between[0]), high=float(between[1])),
            got=text("from {low} to {high}", low=low, high=high),
        )
    count = len(np.unique(found))
    if count < _FINE:
        exam.fail(
            text(
                "The hyperparameter {parameter} takes some values of the range only.", parameter=f"`{name}`"
            ),
            expected=text("any number of the range"),
            got=text("{number} different values", number=count),
            next=text("`hp.Float(...)` without `step` gives any number."),
        )


def _check_sampling(
    exam: Examination, name: str, found: np.ndarray, between: tuple[float, float], log: bool
) -> None:
    low, high = between
    wanted = low * (high / low) ** _CHANCES if log else low + (high - low) * _CHANCES
    if not np.allclose(found[1:-1], wanted, rtol=_QUANTILE_RTOL):
        exam.fail(
            text("The hyperparameter {parameter} is drawn in another way.", parameter=f"`{name}`"),
            expected=text("half of the draws below {number}", number=float(np.median(wanted))),
            got=text("half of the draws below {number}", number=float(np.median(found))),
            next=text(
                "`sampling=` says how a number is drawn: which way treats each order of magnitude alike?"
            )
            if log
            else text("`sampling=` says how a number is drawn."),
        )


def _list(numbers: np.ndarray) -> Text:
    if len(numbers) > _NAMES:
        return text(
            "{number} different values, from {low} to {high}",
            number=len(numbers),
            low=float(numbers[0]),
            high=float(numbers[-1]),
        )
    return shown(", ".join(f"{number:g}" for number in numbers))
