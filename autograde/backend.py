"""Which fork server a notebook's kernels come from: one that has imported Keras, unless the notebook chooses.

    server_for(job)
    starts_cold(notebook)      # it chooses a backend or a card itself

A backend, and whether there is a card, are settled by the first import of Keras.
"""

from __future__ import annotations

import re

from nbformat import NotebookNode

from autograde.job import Job
from autograde.kernels import client as kernels

_CHOOSES = re.compile(r"KERAS_BACKEND|CUDA_VISIBLE_DEVICES")
_CHOOSES_THE_USUAL = re.compile(r"""KERAS_BACKEND["']?\]?\s*(?:=|,)\s*["']?tensorflow\b""")


def starts_cold(notebook: NotebookNode) -> bool:
    """Say whether a notebook chooses a backend or a card itself: then Keras must not be imported before."""
    return any(
        _CHOOSES.search(_CHOOSES_THE_USUAL.sub("", cell.source))
        for cell in notebook.cells
        if cell.cell_type == "code"
    )


def server_for(job: Job) -> kernels.Connection:
    """Return the fork server for a job's kernels, of the student and of the tests.

    Raises:
        Unavailable: it does not start.
    """
    return kernels.shared(kernels.COLD if starts_cold(job.notebook) else job.preload)
