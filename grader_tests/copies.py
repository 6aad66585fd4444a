"""Models like a given one: with its optimizer's state, and trained further than it is."""

from __future__ import annotations

import keras
import numpy as np

from grader_tests.models import Model
from grader_tests.quiet import quiet


def copied(model: Model) -> Model:
    """Return a model like another: layers, weights, what it is compiled with, the optimizer's state."""
    made = keras.models.clone_model(model)
    made.set_weights(model.get_weights())
    if model.compiled:
        made.compile_from_config(model.get_compile_config())
        made.optimizer.build(made.trainable_variables)
        for own, given in zip(made.optimizer.variables, model.optimizer.variables, strict=False):
            own.assign(given)  # an optimizer that has not made a step yet has only the first two
    return made


def trained_further(
    model: Model, x: np.ndarray, y: np.ndarray, epochs: int, batch_size: int | None = None
) -> Model:
    """Return a copy of a compiled model after `epochs` epochs of `fit`; None: all rows in one batch."""
    with quiet():
        made = copied(model)
        made.fit(x, y, epochs=epochs, batch_size=batch_size or len(x), verbose=0)
    return made
