"""The gradebook of a course, and the marks that only a person can give.

    api = open_api(course)
    with open_gradebook(api.coursedir) as gradebook:
        need_person(gradebook, "u01-workflow", "anna", "two notebooks: which one?")

nbgrader knows a mark that is pending: no automatic score and `needs_manual_grade`. Here that state has a
reason, which stands as a comment on the answer, where formgrader shows it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from nbgrader import api as nbgrader_api
from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy.exc import SAWarning

from autograde.course import Course
from autograde.facts import bonus, from_notebook

# nbgrader 0.9.6 links rows in an order that SQLAlchemy 2.1 remarks upon, three times a submission.
warnings.filterwarnings("ignore", category=SAWarning, module=r"nbgrader\.api")

PENDING = "Needs a person: "  # how such a comment begins


def open_api(course: Course) -> Any:
    """Return an `NbGraderAPI` configured as nbgrader's own commands in the course's folder would be,
    without their log.
    """
    from nbgrader.apps import NbGrader, NbGraderAPI

    app = NbGrader()
    app.load_cwd_config = False  # the course's folder decides, wherever the command was typed
    app.raise_config_file_errors = True  # else nbgrader would go on with its defaults
    app.log.disabled = True  # it looks for a config before it looks into the root, and would warn
    app.initialize([], root=str(course.root))
    app.log.disabled = False
    app.log.handlers = [logging.NullHandler()]
    app.log.propagate = False
    return NbGraderAPI(coursedir=app.coursedir, parent=app)


def open_gradebook(coursedir: Any) -> Any:
    """Return the gradebook of an nbgrader `CourseDirectory`, a context manager."""
    return Gradebook(coursedir.db_url, coursedir.course_id)


@contextmanager
def one_engine() -> Iterator[None]:
    """In this block, gradebooks of one address share one engine of SQLAlchemy.

    nbgrader opens the gradebook some fifteen times a submission, each time with an engine of its own, which
    would compile the same SQL anew: a third of what recording a submission takes. Connections are still
    closed each time.
    """
    create = nbgrader_api.create_engine
    nbgrader_api.create_engine = cache(create)
    try:
        yield
    finally:
        nbgrader_api.create_engine = create


def withdraw(
    gradebook: Any, unit: str, student: str, only: Callable[[str], bool] = lambda notebook: True
) -> None:
    """Take back the machine's earlier marks, if any.

    So that a grading that fails half way leaves pending marks; stock nbgrader leaves the old ones, as if
    they were new.

    Args:
        gradebook: open.
        unit: the assignment.
        student: the id.
        only: says by its name whether a notebook is meant; the marks of others stay.
    """
    try:
        submission = gradebook.find_submission(unit, student)
    except MissingEntry:
        return
    for notebook in submission.notebooks:
        if not only(notebook.name):
            continue
        sources = {cell.name: cell.source or "" for cell in notebook.notebook.source_cells}
        for grade in notebook.grades:
            grade.auto_score = None
            grade.needs_manual_grade = True
            # Extra credit of any other cell, or beside a mark by hand, is a person's.
            if grade.manual_score is None and bonus(sources.get(grade.name, "")):
                grade.extra_credit = None
        for comment in notebook.comments:
            comment.auto_comment = None
    gradebook.db.commit()


def need_person(gradebook: Any, unit: str, student: str, reason: str, **submission: Any) -> None:
    """Record that a person must mark all of a submission, and why. Creates what is not there; keeps marks
    given by hand.

    Args:
        gradebook: open.
        unit: the assignment, which the gradebook must know.
        student: the id.
        reason: one sentence.
        submission: further fields of the submission, such as `timestamp`.

    Raises:
        MissingEntry: the gradebook does not know the unit.
    """
    gradebook.find_assignment(unit)
    gradebook.update_or_create_student(student)
    gradebook.update_or_create_submission(unit, student, **submission)
    said = {comment for _, comment in reasons(gradebook, unit, student)}
    by_hand = any(
        grade.manual_score is not None
        for notebook in gradebook.find_submission(unit, student).notebooks
        for grade in notebook.grades
    )
    if said == {reason} and by_hand:
        return  # a person has dealt with it, and nothing is new
    withdraw(gradebook, unit, student)
    for notebook in gradebook.find_submission(unit, student).notebooks:
        comments = {comment.name: comment for comment in notebook.comments}
        first = next((cell.name for cell in notebook.notebook.source_cells if cell.name in comments), None)
        if first is not None:
            comments[first].auto_comment = PENDING + reason
    gradebook.db.commit()


def reasons(gradebook: Any, unit: str, student: str) -> list[tuple[str, str]]:
    """Return (grade_id of the answer, reason) for each answer whose marks wait for a person."""
    submission = gradebook.find_submission(unit, student)
    return [
        (comment.name, comment.auto_comment.removeprefix(PENDING))
        for notebook in submission.notebooks
        for comment in notebook.comments
        if (comment.auto_comment or "").startswith(PENDING)
    ]


def notebooks_of(coursedir: Any, assignment: str) -> tuple[str, ...]:
    """Return the names of an assignment's notebooks, without `.ipynb`: an nbgrader assignment has one or
    several.

    They are those that the gradebook knows; before the first release, those of the source; else one that is
    named as the assignment is.
    """
    with open_gradebook(coursedir) as gradebook:
        try:
            names = sorted(notebook.name for notebook in gradebook.find_assignment(assignment).notebooks)
        except MissingEntry:
            names = []
    if not names:
        source = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
        names = sorted(path.stem for path in source.glob("*.ipynb"))
    return tuple(names) or (assignment,)


def notebook_order(source: Path) -> list[str]:
    """Return the ids of a source notebook in its order; none when it can't be read.

    The gradebook is a database and promises no order of its rows.
    """
    import nbformat

    try:
        return [fact.grade_id for fact in from_notebook(nbformat.read(source, as_version=4))]
    except (OSError, ValueError, KeyError):
        return []
