"""A submission as the job that nbgrader will ask for when its turn comes: so that it can be run before.

    job = prepare(api, "u01-workflow", "anna")       # None where nbgrader's own turn must decide

nbgrader grades one submission after another, each from its folder to the gradebook. What takes the time is
to run it; so that is done ahead, side by side, and nbgrader finds the result.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.converters import Autograde

from autograde.execution import Execute
from autograde.gradebook import notebooks_of
from autograde.job import Job
from autograde.sanitise import inspect, limits_in_use


def executor(api: Any) -> Execute:
    """Return an `Execute` with the course's settings, as nbgrader's `Autograde` would make it."""
    converter = Autograde(coursedir=api.coursedir, parent=api)
    exporter = converter.exporter_class(parent=converter, config=converter.config)
    return Execute(parent=exporter, config=converter.config)


def prepare(api: Any, unit: str, student: str) -> Job | None:
    """Return the job of a submission.

    Args:
        api: an `NbGraderAPI`.
        unit: the assignment's name.
        student: the student's id.

    Returns:
        None for a submission that is refused, damaged, or of several notebooks: nbgrader's own turn says what
        is to be said of it.
    """
    coursedir = api.coursedir
    folder = Path(coursedir.format_path(coursedir.submitted_directory, student, unit))
    notebooks = notebooks_of(coursedir, unit)
    if len(notebooks) != 1 or folder.is_symlink() or inspect(folder, notebooks, limits_in_use()) is not None:
        return None
    execute = executor(api)
    exporter, converter = execute.parent, execute.parent.parent
    for step in converter.sanitize_preprocessors:
        exporter.register_preprocessor(step, enabled=True)
    ids = {"student": student, "assignment": unit, "notebook": notebooks[0], "db_url": coursedir.db_url}
    path = folder / f"{notebooks[0]}.ipynb"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cell ids that are missing; `clean` gives new ones
            text, _ = exporter.from_filename(
                str(path), resources={"nbgrader": ids, "unique_key": notebooks[0]}
            )
        return execute.job(nbformat.reads(text, as_version=4), ids)
    except Exception:  # whatever it is, nbgrader will meet it too, in its turn, and it is recorded there
        return None
