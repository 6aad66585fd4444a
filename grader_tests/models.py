"""What the checks of models share. Public Keras only, and no model is changed by being looked at."""

from __future__ import annotations

from typing import Any, NoReturn

import keras
import numpy as np

from grader_tests import answers
from grader_tests.examination import Examination
from grader_tests.handles import Handle, as_compiled, is_kind
from grader_tests.messages import text
from grader_tests.probes import clones, to_numpy, weights_of

Model = Any  # Keras ships no types


def require_model(exam: Examination) -> Model:
    """Return the answer if it is a Keras model, else fail."""
    found = exam.not_none()
    if not exam.touch(is_kind, found, "Model"):
        exam.fail(
            text("{name} is not a Keras model.", name=exam.name),
            expected=text("a `keras.Model`, `keras.Sequential` included"),
            got=exam.kind(found),
            told=True,
            early=True,
        )
    return found


def require_compiled(exam: Examination) -> tuple[Model, Model]:
    """Return the answer's layers and what it was compiled with, two models where the second stays there."""
    found = require_model(exam)
    compiled = exam.touch(as_compiled, found)
    if not exam.touch(lambda: bool(compiled.compiled)):
        exam.fail(
            text("{name} is not compiled.", name=exam.name),
            next=text("call `model.compile(...)` with an optimizer, a loss and metrics."),
            early=True,
        )
    return found, compiled


def predict(exam: Examination, model: Model, x: np.ndarray) -> np.ndarray:
    """Return the model's output for `x`, eagerly, in one batch: an array with a row for each of `x`.

    `model(x)` in place of `model.predict` is ten times faster for a few hundred rows, and changes
    neither metrics nor the state of dropout. A model without an input shape is cloned first:
    calling it would build it.
    """

    def run() -> Any:
        # A subclass that was built by its input shape has weights, and does not call itself built.
        stays = isinstance(model, Handle) or model.built or bool(model.weights)
        return (model if stays else _copy(model))(x, training=False)

    outputs = exam.touch(run)
    if isinstance(outputs, (list, tuple, dict)):
        fail_for_several(exam, len(outputs))
    numbers = exam.touch(_numbers, outputs)
    if numbers is None or numbers.shape[:1] != (len(x),) or not numbers.size:
        exam.fail(
            text("{name}: the predictions don't match the rows.", name=exam.name),
            expected=text("{number} rows", number=len(x)),
            got=exam.kind(outputs) if numbers is None else text("shape {shape}", shape=str(numbers.shape)),
            next=text("one prediction for each row: along which axis are the rows?"),
            told=True,
            early=True,
        )
    return numbers


def _copy(model: Model) -> Model:
    """Return a clone, or the model itself where its class tells no configuration."""
    try:
        return keras.models.clone_model(model)
    except (TypeError, ValueError, NotImplementedError):
        return model


def _numbers(outputs: Any) -> np.ndarray | None:
    numbers = to_numpy(outputs)
    if numbers.dtype.kind not in "biufV":  # V: bfloat16
        return None
    return numbers if numbers.dtype.kind == "f" else numbers.astype("float32")


def labels_of(outputs: np.ndarray) -> np.ndarray:
    """Return the class each row of outputs decides for.

    One column is a probability (limit 0.5) or, where numbers leave 0 to 1, a logit (limit 0).
    """
    columns = outputs.reshape(len(outputs), -1)
    if columns.shape[1] > 1:
        return np.asarray(columns.argmax(axis=1))
    probability = columns.min() >= 0 and columns.max() <= 1
    return (columns[:, 0] > (0.5 if probability else 0.0)).astype(int)


def weights(model: Model) -> list[np.ndarray]:
    """Return copies of all trainable weights."""
    if isinstance(model, Handle):
        return _arrays(answers.reach().probe("weights_of", [model], {}))
    return weights_of(model)


def fresh_clones(model: Model, count: int) -> list[Model]:
    """Return models of the same kind with weights of their own."""
    if isinstance(model, Handle):
        made = list(answers.reach().probe("clones", [model, count], {}))
        if len(made) != count or not all(is_kind(clone, "Model") for clone in made):
            raise ValueError("the model can't be cloned")
        return made
    return clones(model, count)


def _arrays(found: Any) -> list[np.ndarray]:
    """Return what came of the student's process, if it is a list of arrays of numbers."""
    if not all(isinstance(array, np.ndarray) and array.dtype.kind in "biuf" for array in found):
        raise ValueError("weights that are not numbers")
    return list(found)


def fail_for_several(exam: Examination, count: int) -> NoReturn:
    """Raise `CheckFailed` for a model of several outputs where the task wants one."""
    exam.fail(
        text("{name} has several outputs.", name=exam.name),
        expected=text("one output"),
        got=text("{count} outputs", count=count),
        told=True,
        early=True,
    )
