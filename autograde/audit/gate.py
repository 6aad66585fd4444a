"""No unit is released whose audit failed or is stale: the first step of nbgrader's generate_assignment.

c.GenerateAssignment.preprocessors = [RequireAudit, ...]
nbgrader generate_assignment u01-workflow --RequireAudit.draft=True       # to try things
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from autograde.audit.record import problem
from autograde.course import Course, Unit
from autograde.errors import NeedsPerson

DRAFT = "AUTOGRADE_DRAFT"  # environment variable: every release is a draft


def require(course: Course, unit: Unit) -> None:
    """Refuse a unit that can't be released.

    Raises:
        NeedsPerson: its audit failed, is stale, or was never made; the message says what to do.
    """
    if not os.environ.get(DRAFT) and (found := problem(course, unit)):
        raise NeedsPerson(f"{found}. To try things without: {DRAFT}=1")


class RequireAudit(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """Stops the release of a unit without a valid audit."""

    draft = Bool(False, help="Release without an audit, to try things").tag(config=True)

    def preprocess(
        self, notebook: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbgrader for each notebook, before all other steps."""
        if not self.draft:
            course = Course(Path(self.parent.parent.coursedir.root))
            require(course, course.unit(resources["nbgrader"]["assignment"]))
        return notebook, resources
