"""What is told of an exception that a student's code raised, wherever it was raised.

facts = facts_of(error)
facts.kind, facts.message, facts.line
"""

from __future__ import annotations

import builtins
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from grader_tests.messages import clean

TIMEOUT, DIED = "Timeout", "Died"  # kinds that the engine gives: the call was stopped; its process has ended
TOO_LARGE, MALFORMED = "TooLarge", "Malformed"  # … the answer can't cross; what came can't be read


@dataclass(frozen=True)
class ErrorFacts:
    """One exception.

    Args:
        kind: name of its class.
        message: its first line; the cause, where Keras says first which layer it came from.
        line: number and text of the student's own line that it went through last; None if there is none.
        stub: it is the `NotImplementedError` of an exercise that nobody has worked on.
        base: name of Python's own exception that it is, by inheritance; `kind` where that is not told.
    """

    kind: str
    message: str
    line: tuple[int, str] | None
    stub: bool
    base: str | None = None

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
            base=clean(str(plain["base"])) if plain.get("base") is not None else None,
        )


class RemoteError(Exception):
    """A student's code raised in another process.

    It is also of the kind that was raised there, where that is Python's own: a test that expects an error,
    `try: f(-1)`, `except ValueError: ...`, works as it does in the student's own kernel.
    """

    def __new__(cls, facts: ErrorFacts) -> RemoteError:
        """Return an instance of the subclass for this kind of error."""
        own = _own(facts.base or facts.kind)
        made: RemoteError = own.__new__(_remote(own.__name__))
        return made

    def __init__(self, facts: ErrorFacts) -> None:
        self.args = (facts.message,)  # without the __init__ of the other kind, which may want other arguments
        self.facts = facts

    def __str__(self) -> str:
        return self.facts.message


def _own(kind: str) -> type[Exception]:
    """Return Python's exception of that name; `Exception` for what has none, or what can't be used so."""
    own = getattr(builtins, kind, None)
    # Left out: what ends a loop unseen (`list(map(f, rows))`), and what is made or shown in its own way.
    odd = (StopIteration, StopAsyncIteration, SyntaxError, MemoryError, BaseExceptionGroup)
    if isinstance(own, type) and issubclass(own, Exception) and not issubclass(own, odd):
        return own
    return Exception


@cache
def _remote(own: str) -> type[RemoteError]:
    kind = _own(own)
    if kind is Exception:
        return RemoteError
    return type(RemoteError.__name__, (RemoteError, kind), {"__module__": __name__})


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
        base=next(
            (kind.__name__ for kind in type(error).__mro__ if vars(builtins).get(kind.__name__) is kind), None
        ),
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
        lines = [line for line in str(error).splitlines() if line.strip()]
        wrapped = len(lines) > 1 and lines[0].startswith("Exception encountered when calling ")
        return clean(lines[wrapped].strip()) if lines else "—"
    except BaseException:  # the student's exception may raise in __str__
        return "—"
