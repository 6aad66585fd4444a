"""`watch_fit`, a probe: which rows does a function train a model on, and which does it only look at?"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import keras
import numpy as np

_LONGEST = 200  # batches of a stream that is said to be endless: who takes them all has not counted


def watch_fit(
    function: Callable[..., Any],
    model: Any,
    *arguments: Any,
    streams: Sequence[tuple[np.ndarray, np.ndarray, int]] | None = None,
) -> dict[str, Any]:
    """Return which rows `function(model, …)` trains the model on, and which it validates on, batch by batch.

        probe("watch_fit", fit_explicit, ready_model(), (x, y), (x_val, y_val))

    The model goes to the function with one layer more, which notes the first column of `x`: the number of
    the row, from 1. A function may compile the model anew, and show it rows before and after: validation is
    what it sees between the first batch that it learns from and the last.

    Args:
        function: the student's.
        model: compiled; it takes rows of numbers.
        *arguments: what the function gets after the model.
        streams: `(x, y, rows of a batch)`; the function gets a tuple of generators before `arguments`.

    Returns:
        `trained` and `validated`: for each batch the numbers of its rows; `returned`: what came back.
    """
    watcher = Watcher()
    watched = keras.Sequential([keras.Input(model.input_shape[1:]), watcher, *model.layers])
    watched.compile_from_config(model.get_compile_config())
    given = [] if streams is None else [tuple(_repeated(*stream) for stream in streams)]
    returned = function(watched, *given, *arguments)
    seen = list(watcher.seen)
    learning = [place for place, (learns, _) in enumerate(seen) if learns]
    between = seen[learning[0] : learning[-1]] if learning else []
    return {
        "trained": [rows for learns, rows in seen if learns],
        "validated": [rows for learns, rows in between if not learns],
        "returned": returned,
    }


class Watcher(keras.layers.Layer):  # type: ignore[misc]  # Keras ships no types
    """Passes rows on unchanged; notes their first column, and whether the model is learning from them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.supports_jit = False  # compiled code can't come back to Python
        self.seen: deque[tuple[bool, np.ndarray]] = deque()  # Keras would wrap a list

    def call(self, x: Any, training: bool | None = None) -> Any:
        """Called by the model, in graphs too."""
        import tensorflow as tf

        tf.py_function(self._note, [x[:, 0], bool(training)], [])
        return tf.identity(x)

    def _note(self, column: Any, learns: Any) -> None:
        self.seen.append((bool(learns), np.rint(column.numpy()).astype(int)))


def _repeated(x: np.ndarray, y: np.ndarray, size: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield batches of the rows over and over, as if there were no end."""
    starts = range(0, len(x), size)
    for number in range(_LONGEST):
        start = starts[number % len(starts)]
        yield x[start : start + size], y[start : start + size]
