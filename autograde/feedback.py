"""What of a graded notebook a student may see: no hidden test, and no traceback through one.

    c.GenerateFeedback.preprocessors = [GetGrades, PlainTests, ClearHiddenTests, ...]

`ClearHiddenTests` takes the regions from the sources. The text of a test also stands in the traceback of
whatever was raised there, and in what a student's function prints when a hidden test calls it.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

RED, RESET = "\x1b[31m", "\x1b[0m"
FROM_CHECKS = ("✓", "✗", "    ")  # lines of our messages; a hidden test lets no others through


class PlainTests(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """Stands before ClearHiddenTests, which removes the marks of a hidden region."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbgrader for each cell of a feedback page."""
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
            hidden = "BEGIN HIDDEN TESTS" in cell.source
            cell.outputs = [_plain(output, hidden) for output in cell.outputs]
        return cell, resources


def _plain(output: NotebookNode, hidden: bool) -> NotebookNode:
    if output.output_type == "error":
        named = output.evalue if output.ename == "CheckFailed" else f"{output.ename}: {output.evalue}"
        output.traceback = [f"{RED}{named}{RESET}"]
    elif output.output_type == "stream" and hidden:
        lines = output.text.splitlines(keepends=True)
        output.text = "".join(line for line in lines if line.startswith(FROM_CHECKS))
    return output
