"""One step of nbgrader's for one submission, run here, with the error that nbgrader would only have logged.

    error = autograde(api, "u01-workflow", "anna")       # None, or what went wrong
    error = generate_feedback(api, "u01-workflow", "anna")

nbgrader's own API answers with the text of its log, in which a student's words stand too: what the text says
must not decide anything. Here it is the exception itself.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import temp_attrs


def autograde(api: Any, unit: str, student: str) -> BaseException | None:
    """Run `nbgrader autograde --force --create` for one submission. Return what it failed with, if it did.

    Args:
        api: an `NbGraderAPI`.
        unit: the assignment's name.
        student: the student's id.

    Raises:
        KeyboardInterrupt: as ever.
    """
    return _run(Autograde, api, unit, student, create_student=True)


def generate_feedback(api: Any, unit: str, student: str) -> BaseException | None:
    """Run `nbgrader generate_feedback --force` for one submission. See `autograde`."""
    return _run(GenerateFeedback, api, unit, student)


class _Listener(logging.Handler):
    """Keeps the exception that is being handled when an error is logged: nbgrader logs its text alone."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Called by `logging`, in the midst of nbgrader's `except` clause."""
        self.heard = self.heard or sys.exc_info()[1]


def _run(kind: Any, api: Any, unit: str, student: str, **options: Any) -> BaseException | None:
    listener = _Listener()
    with temp_attrs(api.coursedir, assignment_id=unit, student_id=student):
        step = kind(coursedir=api.coursedir, parent=api)
        step.force = True
        for name, value in options.items():
            setattr(step, name, value)
        step.log.addHandler(listener)
        try:
            step.start()
        except (NbGraderException, SystemExit) as error:
            return listener.heard or error
        except Exception as error:
            return error
        finally:
            step.log.removeHandler(listener)
    return None
