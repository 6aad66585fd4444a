"""What a model puts out, as an answer of its own: for a model that a function returns.

check_array(outputs(call(load_base), pictures), expected, atol=0.01, task=2)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from grader_tests.answers import Answer, Item, Value
from grader_tests.handles import is_kind
from grader_tests.messages import Text, text


def outputs(model: Any, x: np.ndarray) -> Outputs:
    """Return the output of a model for `x`, to be computed by a check, eagerly and as when predicting.

    Args:
        model: an answer that gives a model, such as `call(build)`, or the model itself.
        x: float32, `(batch, …)` as the model takes it.
    """
    return Outputs(model if isinstance(model, Answer) else Value(model, "model"), "output", x)


@dataclass(frozen=True)
class Outputs(Item):
    """See `outputs`: what a model gives is an item of what the call gives."""

    x: np.ndarray

    def reach(self) -> Any:
        """Return the output; what is no model is returned as it is."""
        found = self.of.reach()
        return found(self.x, training=False) if is_kind(found, "Model") else found

    @property
    def name(self) -> Text:
        """Whose output."""
        return text("the output of {model}", model=self.of.name)

    @property
    def hidden_name(self) -> Text:
        """Likewise."""
        return text("the output of {model}", model=self.of.hidden_name)
