"""Source and gradebook must tell the same tests: what nbgrader grades by is what it recorded at the last
release.

problems = disagreements(api, course.unit("u01-workflow"))
regenerate(api, course.unit("u01-workflow"))
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry

from autograde.course import Unit
from autograde.errors import NeedsPerson
from autograde.facts import differences, from_gradebook, from_notebook
from autograde.gradebook import open_gradebook
from autograde.source import read


def disagreements(api: Any, unit: Unit) -> list[str] | None:
    """Return where the gradebook's tests differ from the source's, a phrase each; None when it has none yet.

    Raises:
        NeedsPerson: the source can't be read.
    """
    with open_gradebook(api.coursedir) as gradebook:
        try:
            recorded = from_gradebook(gradebook, unit.name, unit.name)
        except MissingEntry:
            return None
    return differences(recorded, from_notebook(read(unit)))


def regenerate(api: Any, unit: Unit) -> list[str]:
    """Record the source's tests in the gradebook, as `nbgrader generate_assignment` does. Return notes
    for a teacher.

    nbgrader refuses when cells came or went and there are submissions. Then the gradebook is copied
    beside itself, the unit's rows are made anew, and what people gave by hand is carried over.

    Raises:
        NeedsPerson: nbgrader can't release the unit; the message quotes it.
    """
    notes: list[str] = []
    with open_gradebook(api.coursedir) as gradebook:
        try:
            old = {fact.grade_id for fact in from_gradebook(gradebook, unit.name, unit.name)}
        except MissingEntry:
            old = set()
        by_hand = _by_hand(gradebook, unit.name)
        new = {fact.grade_id for fact in from_notebook(read(unit))}
        if old and old != new and by_hand is not None:
            notes += _back_up(api.coursedir, unit.name)
            gradebook.remove_assignment(unit.name)
    api.config.RequireAudit.draft = True  # what is recorded here reaches no student
    result = api.generate_assignment(unit.name)
    if not result["success"]:
        raise NeedsPerson(
            f"{unit.name} can't be generated: {last_line(result)}. Mend {unit.markdown} and run again."
        )
    if by_hand:
        with open_gradebook(api.coursedir) as gradebook:
            notes += _restore(gradebook, unit.name, by_hand)
    return notes


def last_line(result: dict[str, Any]) -> str:
    """Return what stopped an nbgrader step: the last line that its log or traceback has about it."""
    lines = [line for line in (result.get("log") or "").splitlines() if line.strip()]
    blamed = [
        line for line in lines if not line.startswith((" ", "[")) and ("Error" in line or "Exception" in line)
    ]
    text = (result.get("error") or "").strip().splitlines()
    return (blamed or lines[-1:] or text[-1:] or ["no reason given"])[-1].strip()


Given = dict[tuple[str, str], dict[str, Any]]  # (student, cell) → fields


def _by_hand(gradebook: Any, unit: str) -> Given | None:
    """Return what people entered, or None when nobody submitted."""
    try:
        submissions = gradebook.find_assignment(unit).submissions
    except MissingEntry:
        return None
    if not submissions:
        return None
    given: Given = {}
    for submission in submissions:
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                if grade.manual_score is not None or grade.extra_credit is not None:
                    key = (submission.student.id, grade.name)
                    given.setdefault(key, {}).update(
                        manual_score=grade.manual_score, extra_credit=grade.extra_credit
                    )
            for comment in notebook.comments:
                if comment.manual_comment is not None:
                    key = (submission.student.id, comment.name)
                    given.setdefault(key, {}).update(manual_comment=comment.manual_comment)
    return given


def _back_up(coursedir: Any, unit: str) -> list[str]:
    path = Path(coursedir.db_url.removeprefix("sqlite:///"))
    if not coursedir.db_url.startswith("sqlite:///") or not path.is_file():
        return []
    copy = path.with_name(f"{path.stem}-before-{unit}-{datetime.now():%Y%m%d-%H%M%S}{path.suffix}")
    shutil.copy2(path, copy)
    return [f"cells came or went, so the rows of {unit} were made anew; the old gradebook is {copy.name}"]


def _restore(gradebook: Any, unit: str, given: Given) -> list[str]:
    notes = []
    for (student, name), fields in given.items():
        gradebook.update_or_create_submission(unit, student)
        try:
            if "manual_comment" in fields:
                gradebook.find_comment(name, unit, unit, student).manual_comment = fields["manual_comment"]
            if "manual_score" in fields:
                grade = gradebook.find_grade(name, unit, unit, student)
                grade.manual_score, grade.extra_credit = fields["manual_score"], fields["extra_credit"]
        except MissingEntry:
            notes.append(f"{name} is gone, and with it what was entered by hand for {student}: {fields}")
    gradebook.db.commit()
    return notes
