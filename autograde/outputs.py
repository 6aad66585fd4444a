"""What a student's cell put out, reduced to what a notebook may hold and a page can show.

    cell.outputs = harmless(cell.outputs)

A kernel's messages are whatever the student's code sends: a picture that is a number, a width that
is a script, a kind that nobody knows. nbconvert writes some of that into pages as it comes, and breaks on the
rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

MIME_TYPES = (
    *("text/plain", "text/html", "text/markdown", "text/latex"),
    *("image/png", "image/jpeg", "image/svg+xml"),
)
_SIZES = ("width", "height")
_MOST = 1_000  # outputs of one cell
_LONGEST_SIDE = 10_000  # pixels


def harmless(outputs: Sequence[Any]) -> list[NotebookNode]:
    """Return what of a cell's outputs is text or a picture, as nbformat has it."""
    kept = [_kept(output) for output in list(outputs)[:_MOST] if isinstance(output, Mapping)]
    return [output for output in kept if output is not None]


def _kept(output: Mapping[str, Any]) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=_text(output.get("text")))
    if kind == "error":
        traceback = output.get("traceback")
        return new_output(
            "error",
            ename=_text(output.get("ename")),
            evalue=_text(output.get("evalue")),
            traceback=[_text(line) for line in traceback] if isinstance(traceback, list) else [],
        )
    if kind not in ("execute_result", "display_data"):
        return None
    data = {name: _text(value) for name, value in _pairs(output.get("data")) if name in MIME_TYPES}
    if not data:
        return None
    count = output.get("execution_count")
    extra = {"execution_count": count if type(count) is int else None} if kind == "execute_result" else {}
    return new_output(kind, data=data, metadata=_sizes(output.get("metadata"), data), **extra)


def _pairs(value: Any) -> Sequence[tuple[Any, Any]]:
    return list(value.items()) if isinstance(value, Mapping) else []


def _text(value: Any) -> str:
    """Return a text that any encoding can hold; what is no text is none."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "".join(value)
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _sizes(metadata: Any, data: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Return the sizes of pictures: whole numbers, since nbconvert writes them into a tag without quotes."""
    found = {}
    for name, told in _pairs(metadata):
        sizes = {
            side: size
            for side, size in _pairs(told)
            if side in _SIZES and type(size) is int and 0 < size <= _LONGEST_SIDE
        }
        if name in data and sizes:
            found[name] = sizes
    return found
