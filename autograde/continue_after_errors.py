"""Run All goes on after a failed check.

    c.GenerateAssignment.preprocessors = [ChooseLanguage, ContinueAfterErrors, ...]

Jupyter stops at the first cell that raises. In a fresh release that is the first check, and a student would
see none of the others. The tag `raises-exception` is Jupyter's own way to say: go on.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograde import cells

TAG = "raises-exception"


class ContinueAfterErrors(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """Tags the test cells of a release. Submissions are graded without tags: see `autograde.repair`."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbgrader for each cell while it generates an assignment."""
        if cells.is_test(cell) and TAG not in cells.tags(cell):
            cell.metadata["tags"] = [*cells.tags(cell), TAG]
        return cell, resources
