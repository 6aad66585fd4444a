"""What students see of Python's own errors around checks: a sentence, where a traceback would frighten.

Two errors are part of working through a notebook: a cell above has not been run (`NameError` in a
test cell), or is still the stub of the release (`NotImplementedError`). Both get a message of the
same form as a check's. All other errors keep IPython's traceback: reading it is worth learning.
"""

from __future__ import annotations

import linecache
import traceback
from types import TracebackType
from typing import Any

from IPython import get_ipython
from IPython.core.interactiveshell import InteractiveShell

from grader_tests.messages import Text, text


def welcome() -> None:
    """Teach the notebook's shell the two errors. Called when the package is imported."""
    shell = get_ipython()
    if isinstance(shell, InteractiveShell):
        shell.set_custom_exc((NameError, NotImplementedError), _show)


def _show(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> list[str]:
    # Called by IPython for the two kinds; what is returned is the traceback that the cell shows.
    message = _message(error, trace)
    if message is None:
        lines: list[str] = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset)
    else:
        claim, advice = message
        lines = [f"✗ {claim}", f"    {text('next:')} {advice}"]
    shell._showtraceback(
        kind, error, lines
    )  # the one way to show it under its own name; nbgrader compares names
    return lines


def _message(error: BaseException, trace: TracebackType) -> tuple[Text, Text] | None:
    deepest = traceback.extract_tb(trace)[-1]
    if isinstance(error, NotImplementedError):
        return (
            text("{name}: nothing is written here yet.", name=f"`{deepest.name}(…)`"),
            text("replace `raise NotImplementedError()` with your code and run the cell."),
        )
    name = getattr(error, "name", None)
    if (
        name
        and deepest.name == "<module>"
        and "grader_tests" in "".join(linecache.getlines(deepest.filename))
    ):
        return (
            text("{name} does not exist yet.", name=f"`{name}`"),
            text("run the cells above this one, from the top; does the name in your cell match?"),
        )
    return None
