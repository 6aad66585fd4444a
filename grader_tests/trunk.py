"""`check_trunk`: do the outputs of a model share hidden layers, and has each an output layer of its own?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from grader_tests.examination import Examination, Hint, examine
from grader_tests.heads import computed_with, drawn, heads_of, heads_with, is_kernel
from grader_tests.messages import text
from grader_tests.models import Model, require_model, weights
from grader_tests.output import SUM_ATOL

_SIZE = 2.0  # of drawn kernels: softmax is not yet at its ends
_LEAST_CHANGE = 1e-3  # as a fraction of the largest output, when a kernel is drawn anew


def check_trunk(
    model: Any,
    x: np.ndarray,
    heads: Sequence[str],
    *,
    bent: Collection[str] = (),
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that the outputs come from a shared hidden layer, each through an output layer of its own.

        check_trunk(call(shared_model, 6), x, ["mpg", "origin"], bent=["mpg"], task=3)

    One kernel after another is drawn anew: those that change every output are shared, those that change one
    output alone are its own. The model's weights are put back.

    Args:
        model: a Keras model, or an answer that gives one; its outputs are a dictionary, or a list.
        x: float32, `(batch, …)` as the task states; some 30 rows.
        heads: names of the outputs, in the order that a list has.
        bent: outputs that must not be linear in `x`, as a hidden layer is not: those without an activation,
            and the probabilities of softmax.
        task: number of the point of the task.
        hidden: the message shows no expectation.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: nothing is shared, what is shared is frozen, an output has no layer of its own.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = require_model(exam)
        heads_of(exam, found, x, heads)
        own, _ = computed_with(exam, found, x, [])
        base = drawn(np.random.default_rng(1), own, _SIZE)
        reached = _reached(exam, found, x, heads, base)
        shared = [place for place, names in reached.items() if len(names) == len(heads)]
        if not shared:
            exam.fail(
                text("{name}: the outputs share no hidden layer.", name=exam.name),
                next=text("compute both outputs from the output of one and the same hidden layer."),
            )
        for name in heads:
            if not any(names == {name} for names in reached.values()):
                exam.fail(
                    text(
                        "{name}: output {head} has no output layer of its own.",
                        name=exam.name,
                        head=f"`{name}`",
                    ),
                    next=text("each output wants a layer of its own on top of the shared ones."),
                )
        trained = exam.touch(weights, found)
        if not any(np.array_equal(own[place], weight) for place in shared for weight in trained):
            exam.fail(
                text("{name}: the shared layers are frozen.", name=exam.name),
                next=text("with `trainable` False a layer learns from neither task."),
            )
        if any(_is_linear(exam, found, x, heads, base, name) for name in bent):
            exam.fail(
                text("{name}: everything before the output layer is linear.", name=exam.name),
                next=text("a stack of linear layers is one linear layer: give a hidden layer an activation."),
            )
        exam.accept(text("{name}: the outputs share a hidden layer.", name=exam.name))


def _reached(
    exam: Examination, model: Model, x: np.ndarray, heads: Sequence[str], base: Sequence[np.ndarray]
) -> dict[int, set[str]]:
    """Return for each kernel, by its place among the weights, which outputs depend on it."""
    random = np.random.default_rng(2)
    before = heads_with(exam, model, x, heads, base)
    found = {}
    for place in [place for place, weight in enumerate(base) if is_kernel(weight)]:
        others = drawn(random, base, _SIZE)
        changed = [*base[:place], others[place], *base[place + 1 :]]
        after = heads_with(exam, model, x, heads, changed)
        found[place] = {name for name in heads if _differ(before[name], after[name])}
    return found


def _differ(before: np.ndarray, after: np.ndarray) -> bool:
    if after.shape != before.shape:  # of a model that is not the same from call to call
        return True
    return bool(np.abs(after - before).max() > _LEAST_CHANGE * np.abs(before).max())


def _before_softmax(output: np.ndarray) -> np.ndarray:
    """Return the logits of probabilities, but for a constant of each row; any other output as it is."""
    if output.ndim == 1 or output.shape[1] == 1 or not np.allclose(output.sum(axis=1), 1, atol=SUM_ATOL):
        return output
    logits = np.log(np.maximum(output, np.finfo("float32").tiny))
    return np.asarray(logits - logits.mean(axis=1, keepdims=True))


def _is_linear(
    exam: Examination,
    model: Model,
    x: np.ndarray,
    heads: Sequence[str],
    base: Sequence[np.ndarray],
    name: str,
) -> bool:
    """Say whether an output of a sum of rows is the sum of the outputs, but for a constant."""
    first, second = x[: len(x) // 2], x[len(x) // 2 : len(x) // 2 * 2]
    a, b, both, none = (
        _before_softmax(heads_with(exam, model, rows, heads, base)[name])
        for rows in (first, second, first + second, np.zeros_like(first))
    )
    return a.shape == b.shape == both.shape == none.shape and not _differ(a + b, both + none)
