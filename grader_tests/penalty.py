"""`check_penalty`: what do the weights of a model cost, in `model.losses`?"""

from __future__ import annotations

from types import EllipsisType
from typing import Any

import numpy as np

from grader_tests.examination import Examination, Hint, examine
from grader_tests.handles import Handle, _origins
from grader_tests.messages import Text, shown, text
from grader_tests.models import Model, require_model

RTOL = 1e-3  # float32: sums of some hundred thousand squares
ATOL = 1e-5  # where nothing is to be paid
Penalty = Any  # a Keras regularizer, called on weights; Keras ships no types


def check_penalty(
    model: Any,
    x: np.ndarray,
    *,
    kernel: Penalty | EllipsisType | None = ...,
    bias: Penalty | EllipsisType | None = ...,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check what each weight of a model adds to `model.losses`, whichever way the penalty is written.

        check_penalty(call(l2_model, 0.01), x[:2], kernel=keras.regularizers.L2(0.01), task=3)
        check_penalty(call(l2_model, 0.01), x[:2], bias=None, task=4)

    One weight after the other is drawn, with all others 0, and the model is called: what its losses then
    add up to is that weight's penalty. A regularizer of Keras's, one of the student's own and a call of
    `add_loss` all show in it. The answer's own weights are put back.

    Args:
        model: a Keras model, or an answer that gives one.
        x: float32, `(batch, …)` as the model takes it; a row or two are enough.
        kernel: the regularizer that weights of two axes or more must agree with; None: they are free;
            `...`: not looked at.
        bias: the same for weights of one axis.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: a weight costs something else, or there is no kernel.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = require_model(exam)
        own = exam.touch(_weights, found, x)
        if kernel is not ... and not any(weight.ndim > 1 for weight in own):
            exam.fail(
                text("{name} has no layer with a kernel.", name=exam.name),
                next=text("which layers does the task name?"),
                early=True,
            )
        for judged in exam.touch(_judged, found, x):
            for place, weight in enumerate(own):
                wanted = kernel if weight.ndim > 1 else bias
                if wanted is not ... and weight.dtype.kind == "f":  # counters are no weights
                    _compare(exam, judged, x, own, place, wanted)
        exam.accept(text("{name}: the penalty on the weights is right.", name=exam.name))


def _judged(model: Model, x: np.ndarray) -> list[Model]:
    """Return the models that must be right: the one rebuilt here, and the student's own where they differ.

    A regularizer that is set on a layer which has its weights already stands in the layer's configuration,
    and so in the rebuilt model, and has no effect in the student's.
    """
    origin = None if isinstance(model, Handle) else _origins.get(model)
    if origin is None or np.isclose(_losses(model, x), _losses(origin, x), rtol=RTOL, atol=ATOL):
        return [model]
    return [model, origin]


def _compare(
    exam: Examination, model: Model, x: np.ndarray, own: list[np.ndarray], place: int, wanted: Penalty
) -> None:
    """Fail unless the weight at `place` costs what it should."""
    drawn = _drawn(own[place], place)
    expected = 0.0 if wanted is None else _cost_by(wanted, drawn)
    got = exam.touch(_cost, model, x, own, place, drawn)
    if np.isclose(got, expected, rtol=RTOL, atol=ATOL):
        return
    shape = str(drawn.shape)
    if wanted is None:
        exam.fail(
            text("{name}: a penalty stands on weights of shape {shape}.", name=exam.name, shape=shape),
            expected=text("no penalty on these"),
            got=text("{number} for weights drawn at random", number=got),
            next=text("which of the arguments that end in `regularizer` are asked for?"),
        )
    twice = exam.touch(_cost, model, x, own, place, 2 * drawn)
    exam.fail(
        text("{name}: the penalty on weights of shape {shape} is wrong.", name=exam.name, shape=shape),
        expected=text("{number} for weights drawn at random", number=expected),
        got=shown(got),
        next=_advice(got, twice, _cost_by(wanted, 2 * drawn) / expected),
    )


def _advice(got: float, twice: float, growth: float) -> Text:
    """Return what to look for.

    Args:
        got: what the weights cost.
        twice: what they cost when they are twice as large.
        growth: how many times as much that should be.
    """
    if abs(got) < ATOL:
        return text("these weights cost nothing: does their layer have a regularizer?")
    if not np.isclose(twice / got, growth, rtol=0.05):
        return text(
            "weights twice as large should cost {growth} times as much, and here cost {times} times as much.",
            growth=round(growth, 2),
            times=round(twice / got, 2) if np.isfinite(twice / got) else float("nan"),
        )
    return text(
        "it grows with the weights as it should, its size is another: is the argument used as it is, "
        "and are the weights themselves penalised, once?"
    )


def _weights(model: Model, x: np.ndarray) -> list[np.ndarray]:
    """Return copies of a model's weights; one that has none yet is called first."""
    if not model.weights:
        model(x, training=False)
    return [np.array(weight) for weight in model.get_weights()]


def _drawn(weight: np.ndarray, seed: int) -> np.ndarray:
    """Return a kernel of numbers of both signs, or a weight of positive ones: no variance is < 0."""
    random = np.random.default_rng(seed)
    kernel = weight.ndim > 1
    numbers = random.normal(size=weight.shape) if kernel else random.uniform(0.5, 1.5, weight.shape)
    return numbers.astype(weight.dtype)


def _cost_by(penalty: Penalty, weight: np.ndarray) -> float:
    return float(penalty(weight.astype("float32")))


def _cost(model: Model, x: np.ndarray, own: list[np.ndarray], place: int, drawn: np.ndarray) -> float:
    """Return what one weight adds to the losses of a model whose other weights are 0."""
    zeros = [weight * 0 if weight.dtype.kind == "f" else weight for weight in own]
    try:
        model.set_weights([*zeros[:place], drawn, *zeros[place + 1 :]])
        with_it = _losses(model, x)
        model.set_weights(zeros)
        return with_it - _losses(model, x)
    finally:
        model.set_weights(own)


def _losses(model: Model, x: np.ndarray) -> float:
    model(x, training=False)  # what layers add by `add_loss` belongs to a call
    return float(sum(float(np.asarray(part)) for part in model.losses))
