"""What of a graded notebook a student may see: no hidden test, and no traceback through one.

    c.GenerateFeedback.preprocessors = [GetGrades, PlainTests, ClearHiddenTests, ...]
    c.ExchangeFactory.release_feedback = ReleaseFeedback

`ClearHiddenTests` takes the regions from the sources. The text of a test also stands in the traceback of
whatever was raised there, and in what a student's function prints when a hidden test calls it.

A page reaches its student by a secret that `nbgrader submit` made. Work that came another way has none; stock
nbgrader stops at the first such student, and everybody after that gets nothing.
"""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

RED, RESET = "\x1b[31m", "\x1b[0m"
SECRET, TIME = "submission_secret.txt", "timestamp.txt"  # what the exchange puts beside a submission
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


class ReleaseFeedback(ExchangeReleaseFeedback):  # type: ignore[misc]  # nbgrader is untyped
    """nbgrader's own, student by student."""

    src_path: str  # a pattern for the folders of pages; nbgrader's `init_src` sets it

    def copy_files(self) -> None:
        """Called by `nbgrader release_feedback`, and by formgrader's button of that name."""
        for name in sorted(glob.glob(self.src_path)):  # noqa: PTH207  # as nbgrader lists them
            folder = Path(name)
            if not _has_text(folder / SECRET):
                self.log.warning(
                    "%s is not released: it was not handed in by `nbgrader submit`. "
                    "Give the student the page that is in there.",
                    folder,
                )
                continue
            if not _has_text(folder / TIME):
                (folder / TIME).write_text("")  # nbgrader logs it; a damaged one was removed
            self.src_path = glob.escape(name)
            super().copy_files()


def _has_text(path: Path) -> bool:
    try:
        path.read_text("utf-8")
    except (OSError, ValueError):
        return False
    return True
