"""`check_trunk`: do the outputs of a model share hidden layers, and has each an output layer of its own?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from grader_tests.examination import Examination, Hint, examine
from grader_tests.heads import computed_with, drawn, heads_of, heads_with
from grader_tests.messages import text
from grader_tests.models import Model, require_model, weights
from grader_tests.output import SUM_ATOL

_SIZE = 2.0  # of drawn kernels: softmax is not yet at its ends
_LEAST_CHANGE = 1e-3  # as a fraction of the largest output, when a kernel is drawn anew
# Sizes of kernels and values of biases that make straight lines of a head's own hidden layers: far above the
# bend of relu and its kin, and around 0, where tanh and sigmoid are straight.
_STRAIGHTENED = ((0.3, 20.0), (0.02, 0.0))
_STRAIGHT = 0.03  # as a fraction of the output's variation; a bent layer is off by some tenths
_LEAST_VARIATION = 1e-4  # as a fraction of the largest output: float32 tells it from nothing


def check_trunk(
    model: Any,
    x: np.ndarray,
    heads: Sequence[str],
    *,
    bent: str | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that the outputs come from a shared hidden layer, each through an output layer of its own.

        check_trunk(call(shared_model, 6), x, ["mpg", "origin"], bent="mpg", task=3)

    One kernel after another is drawn anew: those that change every output are shared, those that change one
    output alone are its own. The model's weights are put back.

    Args:
        model: a Keras model, or an answer that gives one; its outputs are a dictionary, or a list.
        x: float32, `(batch, …)` as the task states; some 30 rows.
        heads: names of the outputs, in the order that a list has.
        bent: an output that tells whether the shared layers are nonlinear: one without an activation, or
            the probabilities of softmax. What its own hidden layers add does not count.
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
        kernels = drawn(np.random.default_rng(2), base, _SIZE)
        reached = _reached(exam, found, x, heads, base, kernels)
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
        if bent is not None:
            shifted = [weight + 1 if _is_vector(weight) else weight for weight in base]
            reached |= _reached(exam, found, x, heads, base, shifted)
            private = {place for place, names in reached.items() if names == {bent}}
            if _is_straight(exam, found, x, heads, base, bent, private):
                exam.fail(
                    text("{name}: the shared hidden layers have no nonlinear activation.", name=exam.name),
                    next=text(
                        "a stack of linear layers is one linear layer: give a hidden layer an activation."
                    ),
                )
        exam.accept(text("{name}: the outputs share a hidden layer.", name=exam.name))


def _reached(
    exam: Examination,
    model: Model,
    x: np.ndarray,
    heads: Sequence[str],
    base: Sequence[np.ndarray],
    others: Sequence[np.ndarray],
) -> dict[int, set[str]]:
    """Return for each weight that is another one in `others`, by its place, which outputs depend on it."""
    before = heads_with(exam, model, x, heads, base)
    found = {}
    for place, other in enumerate(others):
        if other is not base[place]:
            changed = [*base[:place], other, *base[place + 1 :]]
            after = heads_with(exam, model, x, heads, changed)
            found[place] = {name for name in heads if _differ(before[name], after[name])}
    return found


def _is_vector(weight: np.ndarray) -> bool:
    return weight.ndim == 1 and weight.dtype.kind == "f"


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


def _is_straight(
    exam: Examination,
    model: Model,
    x: np.ndarray,
    heads: Sequence[str],
    base: Sequence[np.ndarray],
    name: str,
    private: Collection[int],
) -> bool:
    """Say whether an output is linear in `x` once the layers that it shares with no other are straight."""
    first, second = x[: len(x) // 2], x[len(x) // 2 : len(x) // 2 * 2]
    inputs = (first, second, first + second, np.zeros_like(first))
    for size, bias in _STRAIGHTENED:
        eased = [
            weight
            if place not in private
            else (np.full_like(weight, bias) if _is_vector(weight) else weight * np.float32(size / _SIZE))
            for place, weight in enumerate(base)
        ]
        a, b, both, none = (
            _before_softmax(heads_with(exam, model, rows, heads, eased)[name]) for rows in inputs
        )
        if not a.shape == b.shape == both.shape == none.shape:
            return False
        variation = max(np.abs(a - none).max(), np.abs(b - none).max())
        if variation > _LEAST_VARIATION * np.abs(none).max() and (
            np.abs(a + b - both - none).max() < _STRAIGHT * variation
        ):
            return True
    return False
