"""What is refused before nbgrader touches it: each with a reason that names the file."""

import json
import os
import socket
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.coursedir import CourseDirectory

from autograde.gradebook import notebooks_of, open_gradebook, withdraw
from autograde.marks import read_marks
from autograde.sanitise import SubmissionLimits, inspect, is_stand_in, refuse

UNIT = "u09-tiny"
LIMITS = SubmissionLimits(folder_bytes=100_000, files=10, notebook_bytes=50_000)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / UNIT
    folder.mkdir()
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), folder / f"{UNIT}.ipynb")
    return folder


def reason(folder):
    return inspect(folder, [UNIT], LIMITS) or ""


def test_an_ordinary_submission_is_not_refused(folder):
    (folder / "data").mkdir()
    (folder / "data" / "rows.csv").write_text("1")
    assert inspect(folder, [UNIT], LIMITS) is None


def test_a_link_is_refused_and_not_followed(folder, tmp_path):
    (folder / "data.csv").symlink_to("/etc/passwd")
    assert "data.csv is a symbolic link" in reason(folder)
    linked = tmp_path / "linked" / UNIT
    linked.parent.mkdir()
    linked.symlink_to(folder)
    assert "symbolic link" in reason(linked)


def test_special_files_are_refused_without_being_opened(folder, monkeypatch):
    os.mkfifo(folder / "pipe")
    assert "pipe" in reason(folder)  # opening it would wait for ever
    (folder / "pipe").unlink()
    monkeypatch.chdir(folder)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
    assert "not an ordinary file" in reason(folder)


def test_a_notebook_that_may_not_be_read_is_not_called_damaged(folder, monkeypatch):
    def forbid(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", forbid)
    assert reason(folder).endswith("can't be read (Permission denied): mend that and grade again.")


def test_sizes_are_limited(folder):
    (folder / "big").write_bytes(b"0" * 200_000)
    assert "larger than 0.1 MB" in reason(folder)
    (folder / "big").unlink()
    for number in range(12):
        (folder / str(number)).touch()
    assert "more than 10 files" in reason(folder)


def test_a_large_notebook_is_refused(folder):
    nbformat.write(new_notebook(cells=[new_code_cell("x" * 60_000)]), folder / f"{UNIT}.ipynb")
    assert "clear its outputs" in reason(folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"[]", b'"text"', b"\xff\xfe", b"null", b'{"cells": 3, "nbformat": 4}', b"[" * 20_000],
)
def test_what_is_no_notebook_is_refused(folder, content):
    (folder / f"{UNIT}.ipynb").write_bytes(content)
    assert f"{UNIT}.ipynb" in reason(folder)


def test_another_format_is_refused(folder):
    (folder / f"{UNIT}.ipynb").write_text(json.dumps({"nbformat": 3, "nbformat_minor": 0, "worksheets": []}))
    assert reason(folder)


def test_missing_renamed_and_doubled_notebooks_are_told_apart(folder):
    notebook = folder / f"{UNIT}.ipynb"
    (folder / "copy.ipynb").write_text(notebook.read_text())
    assert "two notebooks" in reason(folder)
    notebook.unlink()
    assert "rename it" in reason(folder)
    (folder / "copy.ipynb").unlink()
    assert "is missing" in reason(folder)


def test_a_damaged_date_is_refused(folder):
    (folder / "timestamp.txt").write_text("yesterday")
    assert "timestamp.txt" in reason(folder)


# ---- an assignment of several notebooks --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("handed_in", "said"),
    [
        (["p1", "p2"], None),
        (["p1"], None),  # nbgrader gives 0 for the other one
        ([], "p1.ipynb and p2.ipynb are missing (found: nothing)"),
        (["p1", "p2", "p3"], "p3.ipynb is none of the assignment's notebooks"),
        (["p1", "p2 final"], "p2.ipynb is missing, but there is p2 final.ipynb"),
        (["a", "b"], "p1.ipynb and p2.ipynb are missing, but there are a.ipynb and b.ipynb"),
    ],
)
def test_of_several_notebooks_a_person_is_asked_about_the_strange_ones(tmp_path, handed_in, said):
    for name in handed_in:
        nbformat.write(new_notebook(), tmp_path / f"{name}.ipynb")
    found = inspect(tmp_path, ["p1", "p2"], LIMITS)
    assert (found is None) if said is None else said in (found or "")


def test_each_of_several_notebooks_is_looked_into(tmp_path):
    nbformat.write(new_notebook(), tmp_path / "p1.ipynb")
    (tmp_path / "p2.ipynb").write_text("{")
    assert "p2.ipynb is not a notebook" in (inspect(tmp_path, ["p1", "p2"], LIMITS) or "")


@pytest.fixture
def coursedir(tmp_path, monkeypatch):
    """A course with the assignment ps1, which has two notebooks with a cell of one name."""
    # A new gradebook needs the program `alembic`, by name: see course_config.py.
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    coursedir = CourseDirectory(root=str(tmp_path), db_url=f"sqlite:///{tmp_path / 'gradebook.db'}")
    with open_gradebook(coursedir) as gradebook:
        gradebook.add_assignment("ps1")
        for name in ("p1", "p2"):
            gradebook.add_notebook(name, "ps1")
            gradebook.add_grade_cell("test", name, "ps1", max_score=2, cell_type="code")
            gradebook.add_source_cell(
                "test", name, "ps1", cell_type="code", source=f"assert {name}", locked=True
            )
        gradebook.add_submission("ps1", gradebook.add_student("anna").id)
    return coursedir


def test_the_gradebook_says_which_notebooks_an_assignment_has(coursedir, tmp_path):
    assert notebooks_of(coursedir, "ps1") == ("p1", "p2")
    assert notebooks_of(coursedir, "ps2") == ("ps2",)
    (tmp_path / "source" / "ps2").mkdir(parents=True)
    (tmp_path / "source" / "ps2" / "q.ipynb").touch()
    assert notebooks_of(coursedir, "ps2") == ("q",)


def test_a_refused_submission_has_a_stand_in_for_each_notebook(coursedir, tmp_path):
    refuse(coursedir, "ps1", "anna", "for a reason")
    folder = tmp_path / "autograded" / "anna" / "ps1"
    assert is_stand_in(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["p1.ipynb", "p2.ipynb"]
    for name in ("p1", "p2"):
        assert nbformat.read(folder / f"{name}.ipynb", 4).cells[1].source == f"assert {name}"
    mark = read_marks(coursedir, "ps1")[0]
    assert (mark.status, mark.max_score, mark.score) == ("needs a person", 4, None)


def test_a_stand_in_has_what_the_exchange_put_beside_the_work(coursedir, tmp_path):
    submitted = tmp_path / "submitted" / "anna" / "ps1"
    submitted.mkdir(parents=True)
    (submitted / "submission_secret.txt").write_text("s" * 128)
    (submitted / "timestamp.txt").write_text("2026-11-25 10:00:00 UTC")
    (submitted / "data.csv").write_text("1")
    refuse(coursedir, "ps1", "anna", "for a reason")
    folder = tmp_path / "autograded" / "anna" / "ps1"
    assert {path.name: path.read_text() for path in folder.glob("*.txt")} == {
        "submission_secret.txt": "s" * 128,
        "timestamp.txt": "2026-11-25 10:00:00 UTC",
    }
    assert not (folder / "data.csv").exists()


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("submission_secret.txt", lambda path: path.symlink_to("/etc/hostname")),
        ("submission_secret.txt", lambda path: path.write_bytes(bytes(2000))),
        ("submission_secret.txt", os.mkfifo),
        ("submission_secret.txt", Path.mkdir),
        ("timestamp.txt", lambda path: path.symlink_to("/etc/hostname")),
        ("timestamp.txt", lambda path: path.write_text("yesterday")),
    ],
)
def test_what_the_exchange_did_not_put_there_is_not_carried_over(coursedir, tmp_path, name, spoil):
    submitted = tmp_path / "submitted" / "anna" / "ps1"
    submitted.mkdir(parents=True)
    spoil(submitted / name)
    refuse(coursedir, "ps1", "anna", "for a reason")
    assert list((tmp_path / "autograded" / "anna" / "ps1").glob("*.txt")) == []


def test_of_superseded_work_no_bonus_stays_and_extra_credit_that_a_person_gave_does(coursedir):
    with open_gradebook(coursedir) as gradebook:
        gradebook.find_source_cell("test", "p1", "ps1").source = "# bonus: 2\nassert p1"
        for name, score in (("p1", 0), ("p2", 2)):
            grade = gradebook.find_grade("test", name, "ps1", "anna")
            grade.auto_score, grade.extra_credit = score, 2 if name == "p1" else 1
        gradebook.db.commit()
    refuse(coursedir, "ps1", "anna", "two notebooks: which one?")
    assert read_marks(coursedir, "ps1")[0].bonus == 1


def test_a_bonus_of_a_cell_that_a_person_marked_stays(coursedir):
    with open_gradebook(coursedir) as gradebook:
        gradebook.find_source_cell("test", "p1", "ps1").source = "# bonus: 2\nassert p1"
        grade = gradebook.find_grade("test", "p1", "ps1", "anna")
        grade.manual_score, grade.extra_credit = 0, 2
        gradebook.db.commit()
        withdraw(gradebook, "ps1", "anna")
    assert read_marks(coursedir, "ps1")[0].bonus == 2


def test_marks_of_several_notebooks_are_kept_apart(coursedir):
    with open_gradebook(coursedir) as gradebook:
        for name, score in (("p1", 2), ("p2", 0)):
            gradebook.find_grade("test", name, "ps1", "anna").auto_score = score
        gradebook.db.commit()
    mark = read_marks(coursedir, "ps1")[0]
    assert (mark.status, mark.max_score, mark.score, [loss.points for loss in mark.losses]) == (
        "graded", 4, 2, [2]
    )  # fmt: skip
    with open_gradebook(coursedir) as gradebook:
        withdraw(gradebook, "ps1", "anna", lambda name: name == "p2")
        scores = [gradebook.find_grade("test", name, "ps1", "anna").auto_score for name in ("p1", "p2")]
    assert scores == [2, None]
