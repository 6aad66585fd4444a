"""What is told of an exception that a student's code raised, wherever it was raised.

facts = facts_of(error)
facts.kind, facts.message, facts.line
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from grader_tests.messages import clean

TIMEOUT, DIED = "Timeout", "Died"  # kinds that the engine gives: the call was stopped; its process has ended


@dataclass(frozen=True)
class ErrorFacts:
    """One exception.

    Args:
        kind: name of its class.
        message: its first line.
        line: number and text of the student's own line that it went through last; None if there is none.
        stub: it is the `NotImplementedError` of an exercise that nobody has worked on.
    """

    kind: str
    message: str
    line: tuple[int, str] | None
    stub: bool

    def plain(self) -> dict[str, Any]:
        """Return what `of` reads."""
        return asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> ErrorFacts:
        """Return the facts that another process tells; whatever it says fits on a line."""
        line = plain.get("line")
        if not (isinstance(line, (list, tuple)) and len(line) == 2 and isinstance(line[0], int)):
            line = None
        return cls(
            kind=clean(str(plain.get("kind"))),
            message=clean(str(plain.get("message"))),
            line=(line[0], clean(str(line[1]))) if line is not None else None,
            stub=plain.get("stub") is True,
        )


class RemoteError(Exception):
    """A student's code raised in another process."""

    def __init__(self, facts: ErrorFacts) -> None:
        super().__init__(facts.message)
        self.facts = facts


class ModelMismatch(Exception):  # noqa: N818 - a fact about an answer, not an error of ours
    """A model's predictions are not those of the layers that it claims to have."""


def facts_of(error: BaseException) -> ErrorFacts:
    """Return what is told of `error`."""
    if isinstance(error, RemoteError):
        return error.facts
    return ErrorFacts(
        kind=type(error).__name__,
        message=_message(error),
        line=_student_line(error),
        stub=isinstance(error, NotImplementedError) and not error.args,
    )


def _student_line(error: BaseException) -> tuple[int, str] | None:
    """Return number and text of the deepest line of a notebook's cell that the error went through."""
    lines = traceback.extract_tb(error.__traceback__)
    cells = [frame for frame in lines if _is_cell(frame.filename) and frame.name != "<module>"]
    return (cells[-1].lineno or 0, clean(cells[-1].line or "")) if cells else None


def _is_cell(filename: str) -> bool:
    # ipykernel compiles a cell under a file name in its temporary folder, IPython under <ipython-input-…>.
    return "ipykernel_" in filename or filename.startswith("<ipython-input")


def _message(error: BaseException) -> str:
    try:
        return clean(str(error).strip().splitlines()[0]) if str(error).strip() else "—"
    except BaseException:  # the student's exception may raise in __str__
        return "—"
