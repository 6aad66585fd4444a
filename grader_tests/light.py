"""A model of millions of weights that no test looks at: handed over without them.

check_layers(light(call(vgg_head, 10)), [..., layer("Dense", units=10)], task=2)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.answers import Call, Outcome
from grader_tests.handles import Handle, is_kind


def light(made: Call) -> Light:
    """Return a call whose result is the same model with nothing but zeros for weights.

    Layers, what is frozen, shapes and a softmax stay what they are, and all the numbers weigh nothing on
    their way to another process and in what is stored. In the student's own kernel the weights stay.

    Args:
        made: of a function that returns a new model; not made yet.
    """
    return Light(made.function, made.arguments, made.keywords, made.called, made.classes)


@dataclass(frozen=True)
class Light(Call):
    """See `light`."""

    def _make(self) -> Outcome:
        if not isinstance(self.function, Handle):
            return super()._make()
        found = answers.reach().call(without_weights, [self.function, *self.arguments], self.keywords)
        return Outcome(found.result, ())


def without_weights(function: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
    """Return what a function returns; a model's weights are zeros. Runs in the student's process."""
    made = function(*arguments, **keywords)
    if is_kind(made, "Model") and made.built:
        made.set_weights([np.zeros(weight.shape, "float32") for weight in made.weights])
    return made
