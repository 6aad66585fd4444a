"""One language out of a notebook that is written in several.

    c.GenerateAssignment.preprocessors = [ChooseLanguage, LockCells, ...]
    c.ChooseLanguage.language = "ru"

`course_config.py` has both lines.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum

from autograde.cells import LANGUAGE_TAG, Cell, language_of, tags
from autograde.course import LANGUAGES, Unit
from autograde.source import KEPT_METADATA, is_stale, name_cells

KEPT_NOTEBOOK_METADATA = ("kernelspec", "language_info")


class ChooseLanguage(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """Keeps the cells of one language and those for all, and writes into the notebook which language it is.

    It stands first in `GenerateAssignment.preprocessors`: cells are named by their place in the source, and
    nothing that the other language says may reach the steps after it.

    Raises:
        RuntimeError: the notebook is older than its Markdown, so what it would release isn't what the teacher
        wrote.
    """

    language = Enum(LANGUAGES, LANGUAGES[0], help="The language of the release").tag(config=True)

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        """Filter a notebook; nbgrader calls this once for each notebook of an assignment."""
        name = resources["unique_key"]
        folder = Path(resources.get("metadata", {}).get("path", ""))
        unit = Unit(name, folder)
        if unit.markdown.is_file() and is_stale(unit):
            raise RuntimeError(
                f"{unit.notebook} is older than {unit.markdown.name} and could not be brought up to date"
            )
        name_cells(notebook, name)
        notebook.cells = [
            self._plain(cell) for cell in notebook.cells if language_of(cell) in (None, self.language)
        ]
        for key in set(notebook.metadata) - set(KEPT_NOTEBOOK_METADATA):
            del notebook.metadata[key]
        notebook.metadata["grader_tests"] = {"language": self.language}
        return notebook, resources

    def _plain(self, cell: Cell) -> Cell:
        """Drop what only the source needs; the release is the same whichever editor saved the source last."""
        for key in set(cell.metadata) - set(KEPT_METADATA):
            del cell.metadata[key]
        kept = [tag for tag in tags(cell) if not tag.startswith(LANGUAGE_TAG)]
        if kept:
            cell.metadata["tags"] = kept
        elif "tags" in cell.metadata:
            del cell.metadata["tags"]
        return cell
