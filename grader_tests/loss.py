"""`check_loss`: what does the compiled loss compute? Its spelling does not matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import keras
import numpy as np

from grader_tests import answers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.handles import Handle, kind_of
from grader_tests.layers import layer_facts, merge_activations
from grader_tests.messages import Text, clean, text
from grader_tests.models import Model, fail_for_several, require_compiled
from grader_tests.output import SUM_ATOL
from grader_tests.probes import compute_loss, to_numpy
from grader_tests.quiet import quiet

RTOL = 1e-3  # float32, and losses clip probabilities differently near 0 and 1
PROBES = 3  # batches of drawn outputs: equal on all of them is no accident
_ROWS, _FAR = 64, 10.0  # rows far from 0, where no logits keep within 0 to 1 by chance
_LARGEST = 10_000  # units of an output that is drawn
_PROBABILITIES = {"softmax", "sigmoid"}


def check_loss(
    model: Any,
    y: np.ndarray,
    *,
    fits: str | keras.losses.Loss | Mapping[int, str],
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a model's loss computes what it should on labels as the task gives them.

        check_loss(model, y_train[:32], fits="sparse_categorical_crossentropy", task=3)
        check_loss(model, y, fits={1: "binary_crossentropy", 2: "sparse_categorical_crossentropy"}, task=3)

    The string, the class, the function and a hand-written one are all right; so are logits with
    `from_logits=True`. A loss that has arguments is handed over itself:

        check_loss(model, y_drawn, fits=keras.losses.Huber(delta=2.0), task=2)

    Args:
        model: a compiled Keras model, or an answer that gives one.
        y: labels as the model is trained on: `(batch,)` whole numbers or `(batch, classes)` one-hot.
        fits: the Keras loss that it must agree with, or its name; where the number of output units is
            the student's choice, the name for each number allowed.
        task: number of the point of the task.
        hidden: the message does not name that loss.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: not compiled, another loss, or one that can't take these labels.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found, compiled = require_compiled(exam)
        facts = merge_activations(exam.touch(layer_facts, found))
        last = str(facts[-1].config.get("activation", "linear")) if facts else "linear"
        shape = _output_shape(exam, found)
        if facts and facts[-1].config.get("activation") == "linear":
            last = exam.touch(_activation_at_work, found) or last
        wanted = fits.get(shape[-1]) if isinstance(fits, Mapping) else fits
        if wanted is None:
            _no_fit(exam, y, shape)
        reference = keras.losses.get(wanted)
        name = wanted if isinstance(wanted, str) else wanted.name
        for probe in range(PROBES):
            logits = np.random.default_rng(probe).normal(size=(len(y), *shape)).astype("float32")
            with quiet():  # Keras warns about a softmax of one unit
                given = activated(last, logits) if last in _PROBABILITIES else logits
                expected = reference_loss(reference, name, y, logits)
            if expected is None or not np.isfinite(expected):
                _no_fit(exam, y, shape)
            got = _computed(exam, compiled, y, given)
            if got is None or not np.isclose(got, expected, rtol=RTOL):
                _wrong(exam, y, name, last, got, exam.touch(_loss_name, compiled))
        exam.accept(text("{name}: the loss fits the labels.", name=exam.name))


def _activation_at_work(model: Model) -> str | None:
    """Return which activation a model applies outside its layers, `keras.ops.softmax(…)`; None for none."""
    sizes = getattr(model, "input_shape", None)
    if not (isinstance(sizes, (tuple, list)) and all(isinstance(size, int) for size in sizes[1:])):
        return None
    rows = _FAR * np.random.default_rng(0).normal(size=(_ROWS, *sizes[1:]))
    outputs = to_numpy(model(rows.astype("float32"), training=False))
    if outputs.ndim < 2 or outputs.min() < 0 or outputs.max() > 1:
        return None
    if outputs.shape[-1] > 1:
        return "softmax" if np.allclose(outputs.sum(axis=-1), 1, atol=SUM_ATOL) else None
    return "sigmoid"


def activated(activation: str, logits: np.ndarray) -> np.ndarray:
    """Return what an activation makes of logits."""
    return to_numpy(keras.activations.get(activation)(logits))


def _output_shape(exam: Examination, model: Model) -> tuple[int, ...]:
    """Return the shape of one row of the output."""

    def read() -> tuple[Any, ...]:
        shape = getattr(model, "output_shape", None)
        return tuple(shape) if isinstance(shape, (tuple, list)) else ()

    shape = exam.touch(read)
    if len(shape) > 1 and any(isinstance(part, (tuple, list)) for part in shape):
        fail_for_several(exam, len(shape))
    if len(shape) < 2 or not all(isinstance(size, int) and 0 < size < _LARGEST for size in shape[1:]):
        exam.fail(
            text("{name}: the shape of the output is not known.", name=exam.name),
            next=text("begin the model with `keras.Input(...)`: the first layer has to know its input."),
            early=True,
        )
    return shape[1:]


def reference_loss(loss: Any, fits: str, y: np.ndarray, logits: np.ndarray) -> float | None:
    """Return what the loss computes on the labels; None if they are of no use for outputs of this shape."""
    labels, given = np.asarray(y), logits
    if "crossentropy" in fits:
        given = activated("sigmoid" if fits.startswith("binary") else "softmax", logits)
    outputs = logits.shape[-1]
    if fits.startswith("sparse") and labels.max() >= outputs:
        return None  # not every backend minds
    if logits.shape[1:] == (1,):
        labels = labels.reshape(-1, 1)
    elif labels.ndim > 1 and labels.shape != logits.shape:
        return None
    try:
        return float(np.mean(to_numpy(loss(labels, given))))
    except Exception:  # each backend has its own error for labels of another shape
        return None


def _no_fit(exam: Examination, y: np.ndarray, shape: tuple[int, ...]) -> NoReturn:
    exam.fail(
        text("{name}: the output does not fit the labels.", name=exam.name),
        expected=text("labels of shape {shape}", shape=str(np.shape(y)))
        if np.ndim(y) > 1
        else text("{count} classes", count=len(np.unique(y)))
        if np.asarray(y).dtype.kind in "iu"
        else text("one number a row"),
        got=text("shape {shape}", shape=str((None, *shape))),
        next=text("the last axis is the number of units of the output layer."),
        told=True,
        early=True,
    )


def _computed(exam: Examination, model: Model, y: np.ndarray, outputs: np.ndarray) -> float | None:
    if isinstance(model, Handle):
        found = exam.touch(answers.reach().probe, "compute_loss", [model, np.asarray(y), outputs], {})
        return float(found) if isinstance(found, (int, float)) and not isinstance(found, bool) else None
    return exam.touch(compute_loss, model, y, outputs)


def _wrong(exam: Examination, y: np.ndarray, fits: str, last: str, got: float | None, loss: str) -> None:
    exam.fail(
        text("{name}: the loss does not fit the labels.", name=exam.name),
        expected=wanted(fits, np.shape(y), last),
        got=text("'{loss}', which can't take these labels", loss=loss)
        if got is None
        else text("'{loss}', which computes something else", loss=loss),
        next=advice(fits, np.ndim(y)),
    )


def wanted(fits: str, shape: tuple[int, ...], activation: str) -> Text:
    """Return what is expected of a loss, by its name, the labels' shape and the output's activation."""
    if "crossentropy" in fits and activation == "linear":
        return text(
            "what '{loss}' computes on labels of shape {shape} from logits: the output has no activation",
            loss=fits,
            shape=str(shape),
        )
    return text(
        "what '{loss}' computes on labels of shape {shape} after the activation '{activation}'",
        loss=fits,
        shape=str(shape),
        activation=activation,
    )


def advice(fits: str, axes: int) -> Text:
    """Return what to look for, by the loss that is wanted and the axes of the labels."""
    if fits.startswith("binary"):
        return text(
            "labels 0 and 1 with one output unit want a 'binary' loss; "
            "and does the loss know about the activation?"
        )
    if axes == 1:
        return text(
            "labels that are whole numbers want a 'sparse' loss; and does the loss know about the activation?"
        )
    return text("one-hot rows want 'categorical_crossentropy'; and does the loss know about the activation?")


def _loss_name(model: Model) -> str:
    loss = model.loss
    if isinstance(loss, str):
        return clean(loss)
    return clean(str(getattr(loss, "name", None) or getattr(loss, "__name__", None) or kind_of(loss)))
