"""`check_reaches`: how good is a model on rows that the grader chose? The grader does the counting."""

from __future__ import annotations

from typing import Any

import numpy as np
from IPython.display import display

from grader_tests.arrays import as_numbers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.handles import is_kind
from grader_tests.messages import Text, shown, text
from grader_tests.models import labels_of, predict

_ERRORS = {"mae", "mse"}  # smaller is better
_ROUNDING = 1e-9  # 0.05 / 0.2 * 4 is a little less than 1
_STEP = 0.25  # points: what a mark between two is rounded to


class Shown:
    """A message that goes out beside a number: the number alone is what nbgrader reads."""

    def __init__(self, message: Text) -> None:
        self.message = message

    def __repr__(self) -> str:
        return str(self.message)


def check_reaches(
    answer: Any,
    x: np.ndarray,
    y: np.ndarray,
    *,
    metric: str = "accuracy",
    at_least: float | None = None,
    at_most: float | None = None,
    full: float | None = None,
    points: float | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> float | None:
    """Check that a model is good enough.

        check_reaches(model, x_test, y_test, at_least=0.40, task=2)
        check_reaches(model, x_test, y_test, metric="mae", at_most=3.2, task=2)
        check_reaches(model, x_test, y_test, at_least=0.90, full=0.96, points=4, task=2)

    Args:
        answer: a Keras model, or an answer that gives one or an array of predictions.
        x: float32, `(batch, …)` as the model takes it.
        y: labels `(batch,)`, one-hot rows for accuracy, or targets `(batch,)`.
        metric: "accuracy" (a fraction), "mae" or "mse" (in units of `y`).
        at_least: the lowest accuracy that passes.
        at_most: the largest error that passes.
        full: where graded credit is given, the mark that earns all `points`; between the two marks
            credit grows in a straight line, in steps of 0.25 points. At the first mark it is 0.
        points: of the cell; only with `full`.
        task: number of the point of the task.
        hidden: the message does not say what was expected.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Returns:
        None, or with `points` the points earned.

    Raises:
        CheckFailed: not good enough; the same answer for every row; predictions of the wrong shape.
    """
    smaller_is_better = metric in _ERRORS
    limit = at_most if smaller_is_better else at_least
    if limit is None or (full is None) != (points is None):
        raise ValueError(
            "check_reaches wants at_least (or at_most for an error), and full together with points"
        )
    earned: float | None = None
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        value = _value(exam, x, np.asarray(y), metric)
        good_enough = value <= limit if smaller_is_better else value >= limit
        if not good_enough:
            exam.fail(
                text("{name} is not good enough.", name=exam.name),
                expected=text("{metric} of at most {number}", metric=metric, number=float(limit))
                if smaller_is_better
                else text("{metric} of at least {number}", metric=metric, number=float(limit)),
                got=shown(value),
                next=text("look at the learning curve: is it still getting better when training ends?"),
            )
        if full is not None and points is not None:
            earned = credit(value, limit, full, points)
            display(
                Shown(
                    text(
                        "{name}: {metric} is {value}, which earns {earned} of {points} points.",
                        name=exam.name,
                        metric=metric,
                        value=value,
                        earned=earned,
                        points=float(points),
                    )
                )
            )
        else:
            exam.accept(text("{name}: {metric} is {value}.", name=exam.name, metric=metric, value=value))
    return earned


def credit(value: float, first: float, full: float, points: float) -> float:
    """Return the points earned on the way from the first mark (0) to the full mark (all)."""
    share = min(max((value - first) / (full - first), 0.0), 1.0)
    return points if share == 1.0 else float(np.floor(share * points / _STEP + _ROUNDING) * _STEP)


def _value(exam: Examination, x: np.ndarray, y: np.ndarray, metric: str) -> float:
    found = exam.value()
    is_model = exam.touch(is_kind, found, "Model")
    outputs = predict(exam, found, x) if is_model else as_numbers(exam, found, exam.name)
    return score(exam, outputs, y, metric, of_model=is_model)


def score(exam: Examination, outputs: np.ndarray, y: np.ndarray, metric: str, *, of_model: bool) -> float:
    """Return the accuracy or the error of outputs, or fail where they are none for these rows."""
    if outputs.shape[:1] != (len(y),) or not outputs.size:
        exam.fail(
            text("{name}: the predictions don't match the rows.", name=exam.name),
            expected=text("{number} rows", number=len(y)),
            got=text("shape {shape}", shape=str(outputs.shape)),
            next=text("one prediction for each row: along which axis are the rows?"),
            told=True,
            early=True,
        )
    if not np.isfinite(outputs).all():
        exam.fail(
            text("{name}: the predictions hold nan or inf.", name=exam.name),
            next=text("a learning rate that is too high, or data that were not scaled, can do that."),
            early=True,
        )
    if metric in _ERRORS:
        return _error(exam, outputs, y.astype(float), metric)
    labels = y.argmax(axis=1) if y.ndim == 2 else y
    chosen = labels_of(outputs) if of_model or outputs.ndim > 1 else outputs
    if len(set(labels.tolist())) > 1 and len(set(chosen.tolist())) == 1:
        exam.fail(
            text("{name} gives the same class to every row.", name=exam.name),
            got=text("class {label} {count} times", label=f"{chosen[0]:g}", count=len(chosen)),
            next=text("one output unit with softmax always says 1: is there a unit for each class?")
            if outputs.ndim > 1 and outputs.shape[-1] == 1
            else text("are the rows scaled as the training rows were, and is each row predicted by itself?"),
        )
    return float(np.mean(chosen == labels))


def _error(exam: Examination, outputs: np.ndarray, y: np.ndarray, metric: str) -> float:
    predicted = outputs.reshape(len(outputs), -1)
    if predicted.shape[1] != 1:
        exam.fail(
            text("{name}: a regression gives one number a row.", name=exam.name),
            got=text("shape {shape}", shape=str(outputs.shape)),
            told=True,
        )
    difference = predicted[:, 0] - y.reshape(-1)  # (n, 1) against (n,) would broadcast to (n, n)
    if np.ptp(predicted) == 0:
        exam.fail(
            text("{name} predicts the same number for every row.", name=exam.name),
            next=text("did the hidden units die, or was nothing learned?"),
        )
    return float(np.mean(np.abs(difference) if metric == "mae" else difference**2))
