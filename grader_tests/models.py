"""What the checks of models share. Public Keras only, and no model is changed by being looked at."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from grader_tests import answers
from grader_tests.examination import Examination
from grader_tests.handles import Handle, is_kind, kind_of
from grader_tests.messages import shown, text
from grader_tests.probes import clones, to_numpy, weights_of

Model = Any  # Keras ships no types


def require_model(exam: Examination) -> Model:
    """Return the answer if it is a Keras model, else fail."""
    found = exam.value()
    if found is None:
        exam.fail(
            text("{name} is None.", name=exam.name),
            next=text("does the function end with `return`?"),
            early=True,
        )
    if not is_kind(found, "Model"):
        exam.fail(
            text("{name} is not a Keras model.", name=exam.name),
            expected=text("a `keras.Model`, `keras.Sequential` included"),
            got=shown(kind_of(found)),
            told=True,
            early=True,
        )
    return found


def predict(exam: Examination, model: Model, x: np.ndarray) -> np.ndarray:
    """Return the model's output for `x`, eagerly and in one batch.

    `model(x)` in place of `model.predict` is ten times faster for a few hundred rows, and changes
    neither metrics nor the state of dropout. A model without an input shape is cloned first:
    calling it would build it.
    """

    def run() -> np.ndarray:
        # A subclass that was built by its input shape has weights, and does not call itself built.
        stays = isinstance(model, Handle) or model.built or bool(model.weights)
        called = model if stays else keras.models.clone_model(model)
        return to_numpy(called(x, training=False))

    return exam.touch(run)


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
        return list(answers.reach().probe("weights_of", [model], {}))
    return weights_of(model)


def fresh_clones(model: Model, count: int) -> list[Model]:
    """Return models of the same kind with weights of their own."""
    if isinstance(model, Handle):
        return list(answers.reach().probe("clones", [model, count], {}))
    return clones(model, count)
