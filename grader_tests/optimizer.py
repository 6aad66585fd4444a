"""`check_optimizer`: which optimizer, at which learning rate?"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests.examination import Hint, examine
from grader_tests.handles import as_compiled, is_kind, kind_of
from grader_tests.messages import shown, text

_RTOL = 1e-6  # a float32 read back


def check_optimizer(
    answer: Any,
    *,
    kind: str | set[str] | None = None,
    learning_rate: float | tuple[float, float] | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check an optimizer, or the one that a model was compiled with.

        check_optimizer(model, kind="Adam", learning_rate=0.01, task=2)
        check_optimizer(make_sgd(0.1, 0.9), kind={"SGD"}, task=3)

    Args:
        answer: a compiled Keras model or an optimizer, or an answer that gives one.
        kind: name of the class, or several to choose from; None allows all.
        learning_rate: the rate, or the lowest and the highest allowed.
        task: number of the point of the task.
        hidden: the message does not show what was expected.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no optimizer, another kind or another rate.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        found = exam.value()
        optimizer = exam.touch(_optimizer, found)
        if not exam.touch(is_kind, optimizer, "Optimizer"):
            exam.fail(
                text("{name} has no optimizer.", name=exam.name),
                got=exam.kind(optimizer),
                next=text("call `model.compile(...)` with an optimizer, a loss and metrics."),
                told=True,
                early=True,
            )
        allowed = {kind} if isinstance(kind, str) else kind
        if allowed is not None and kind_of(optimizer) not in allowed:
            exam.fail(
                text("{name} has another optimizer.", name=exam.name),
                expected=shown(" / ".join(sorted(allowed))),
                got=exam.kind(optimizer),
            )
        if learning_rate is not None:
            low, high = learning_rate if isinstance(learning_rate, tuple) else (learning_rate, learning_rate)
            rate = exam.touch(lambda: float(np.asarray(optimizer.learning_rate)))
            if not low * (1 - _RTOL) <= rate <= high * (1 + _RTOL):
                exam.fail(
                    text("{name}: the learning rate is wrong.", name=exam.name),
                    expected=text("from {low} to {high}", low=float(low), high=float(high)),
                    got=shown(rate),
                    next=text("the argument is called `learning_rate`."),
                )
        exam.accept(text("{name}: the optimizer is right.", name=exam.name))


def _optimizer(found: Any) -> Any:
    optimizer: Any = getattr(as_compiled(found), "optimizer", None) if is_kind(found, "Model") else found
    # Mixed precision wraps it.
    return optimizer.inner_optimizer if kind_of(optimizer) == "LossScaleOptimizer" else optimizer
