"""`check_loss`: what does the compiled loss compute? Its spelling does not matter."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from grader_tests import answers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.handles import Handle, as_compiled, kind_of
from grader_tests.layers import layer_facts, merge_activations
from grader_tests.messages import Text, text
from grader_tests.models import Model, require_model
from grader_tests.probes import compute_loss, to_numpy

_RTOL = 1e-3  # float32, and losses clip probabilities differently near 0 and 1
_PROBES = 3  # batches of drawn outputs: equal on all of them is no accident
_PROBABILITIES = {"softmax", "sigmoid"}


def check_loss(
    model: Any,
    y: np.ndarray,
    *,
    fits: str,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a model's loss computes what it should on labels as the task gives them.

        check_loss(model, y_train[:32], fits="sparse_categorical_crossentropy", task=3)

    The string, the class, the function and a hand-written one are all right; so are logits with
    `from_logits=True`.

    Args:
        model: a compiled Keras model, or an answer that gives one.
        y: labels as the model is trained on: `(batch,)` whole numbers or `(batch, classes)` one-hot.
        fits: name of the Keras loss that it must agree with.
        task: number of the point of the task.
        hidden: the message does not name that loss.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: not compiled, another loss, or one that can't take these labels.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = as_compiled(require_model(exam))
        if not exam.touch(lambda: found.compiled):
            exam.fail(
                text("{name} is not compiled.", name=exam.name),
                next=text("call `model.compile(...)` with an optimizer, a loss and metrics."),
                early=True,
            )
        facts = merge_activations(exam.touch(layer_facts, found))
        last = str(facts[-1].config.get("activation", "linear")) if facts else "linear"
        outputs = exam.touch(lambda: found.output_shape[-1])
        for probe in range(_PROBES):
            logits = np.random.default_rng(probe).normal(size=(len(y), outputs)).astype("float32")
            given = _activate(last, logits) if last in _PROBABILITIES else logits
            expected = _reference(fits, y, logits, outputs)
            got = _computed(exam, found, y, given)
            if got is None or not np.isclose(got, expected, rtol=_RTOL):
                _wrong(exam, y, fits, last, got, exam.touch(_loss_name, found))
        exam.accept(text("{name}: the loss fits the labels.", name=exam.name))


def _activate(activation: str, logits: np.ndarray) -> np.ndarray:
    return to_numpy(keras.activations.get(activation)(logits))


def _reference(fits: str, y: np.ndarray, logits: np.ndarray, outputs: int) -> float:
    given = logits
    if "crossentropy" in fits:
        given = _activate("sigmoid" if fits.startswith("binary") else "softmax", logits)
    labels = np.asarray(y).reshape(-1, 1) if outputs == 1 else y
    return float(np.mean(to_numpy(keras.losses.get(fits)(labels, given))))


def _computed(exam: Examination, model: Model, y: np.ndarray, outputs: np.ndarray) -> float | None:
    if isinstance(model, Handle):
        found = exam.touch(answers.reach().probe, "compute_loss", [model, np.asarray(y), outputs], {})
        return float(found) if isinstance(found, (int, float)) else None
    return exam.touch(compute_loss, model, y, outputs)


def _wrong(exam: Examination, y: np.ndarray, fits: str, last: str, got: float | None, loss: str) -> None:
    exam.fail(
        text("{name}: the loss does not fit the labels.", name=exam.name),
        expected=text(
            "what '{loss}' computes on labels of shape {shape} after the activation '{activation}'",
            loss=fits,
            shape=str(np.shape(y)),
            activation=last,
        ),
        got=text("'{loss}', which can't take these labels", loss=loss)
        if got is None
        else text("'{loss}', which computes something else", loss=loss),
        next=_advice(np.ndim(y)),
    )


def _advice(axes: int) -> Text:
    if axes == 1:
        return text(
            "labels that are whole numbers want a 'sparse' loss; and does the loss know about the activation?"
        )
    return text("one-hot rows want 'categorical_crossentropy'; and does the loss know about the activation?")


def _loss_name(model: Model) -> str:
    loss = model.loss
    if isinstance(loss, str):
        return loss
    return str(getattr(loss, "name", None) or getattr(loss, "__name__", None) or kind_of(loss))
