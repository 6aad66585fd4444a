"""Run a student's code inside a check so that nothing of it is seen and nothing of ours is changed."""

from __future__ import annotations

import logging
import os
import random
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import numpy as np
from IPython.utils.capture import capture_output

_STDERR = 2


@contextmanager
def quiet() -> Iterator[None]:
    """Hold back printing, displays, warnings and logging, and put the random state back afterwards.

    Stock nbgrader gives no points to a cell that wrote anything to stderr, TensorFlow's C++ code
    writes to the descriptor itself: both are held back.
    """
    numpy_state = np.random.get_state()
    python_state = random.getstate()
    logging_state = logging.root.manager.disable
    try:
        with ExitStack() as held:
            held.enter_context(silent_descriptor(_STDERR))
            held.enter_context(capture_output())
            held.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore")
            logging.disable(logging.CRITICAL)
            yield
    finally:
        logging.disable(logging_state)
        random.setstate(python_state)
        np.random.set_state(numpy_state)


@contextmanager
def silent_descriptor(descriptor: int) -> Iterator[None]:
    """Send to nowhere what C++ code writes to an open file descriptor."""
    sys.stderr.flush()
    kept = os.dup(descriptor)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, descriptor)
        os.close(kept)
