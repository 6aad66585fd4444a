"""A class, graded: one submission's trouble is its own, and what is finished stays finished."""

import errno
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import MissingEntry
from nbgrader.utils import notebook_hash
from sqlalchemy.exc import OperationalError

from autograde import agreement, grading
from autograde.console import reasons as reasons_shown
from autograde.course import Course
from autograde.errors import NeedsPerson, UsageError
from autograde.execution import Execute
from autograde.gradebook import open_api, open_gradebook, reasons
from autograde.grading import Interrupted, grade
from autograde.kernel import DiskFull
from autograde.marks import UNFINISHED, read_marks, verdict
from autograde.preparation import prepare
from autograde.samples import notebook_for, read_sample
from tests.autograde.conftest import SETUP, TEST
from tests.conftest import activated

UNIT = "u09-tiny"
# Without Keras a kernel is ready in a second; what the checks do is tested with the checks.
PLAIN_SETUP = "import numpy as np\n\nrows = np.arange(6.0)"
PLAIN_TEST = """class CheckBroken(Exception):
    pass

import sys
print("a warning", file=sys.stderr)
if double(rows) is None:
    raise CheckBroken("by itself")
assert list(double(rows)) == [0, 2, 4, 6, 8, 10], "wrong"
### BEGIN HIDDEN TESTS
assert double(17.0) == 34.0, "hidden"
### END HIDDEN TESTS
(7.5 if double(1.0) == 2.5 else 16.0) if double(1.0) != 2.0 else None"""
ANSWERS = {
    "right": "def double(x):\n    return 2 * x",
    "wrong": "def double(x):\n    return x",
    "only-visible": "def double(x):\n    return 2 * x if getattr(x, 'size', 1) == 6 else 0",
    "partly": "def double(x):\n    return 2.5 if isinstance(x, float) and x == 1 else 2 * x",
    "breaks-check": "def double(x):\n    return None",
    "ends-kernel": "import os\n\ndef double(x):\n    os._exit(1)",
}


@pytest.fixture
def course(tiny_course, monkeypatch):
    """A small course that is released, with nothing submitted."""
    from autograde.release import _fresh  # noqa: F401 - imported first: its nbgrader takes seconds

    course = tiny_course((SETUP, PLAIN_SETUP), (TEST, PLAIN_TEST))
    monkeypatch.chdir(course.root)
    api = open_api(course)
    agreement.regenerate(api, course.unit(UNIT))
    return course


def submit(course: Course, student: str, answer: str, **changes) -> nbformat.NotebookNode:
    """Hand in the release with an answer."""
    sample = course.root / "sample.py"
    sample.write_text(f"# title: x\n# language: ru\n# mark: 0\n\n# %% u09-double\n{answer}\n", "utf-8")
    notebook = notebook_for(read_sample(sample), course, UNIT)
    notebook.metadata.update(changes)
    folder = course.root / "submitted" / student / UNIT
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{UNIT}.ipynb")
    return folder / f"{UNIT}.ipynb"


def marks(outcome):
    return {mark.student: mark for mark in outcome.marks}


def test_a_class_gets_its_marks_and_troubles_stay_where_they_are(course):
    for student, answer in ANSWERS.items():
        submit(course, student, answer)
    submit(course, "other-kernel", ANSWERS["right"], kernelspec={"name": "julia", "display_name": "Julia"})
    submit(course, "links-out", ANSWERS["right"]).with_name("data.csv").symlink_to("/etc/passwd")
    two = submit(course, "two-notebooks", ANSWERS["right"])
    two.with_name("copy.ipynb").write_bytes(two.read_bytes())
    (course.root / "submitted" / "nothing" / UNIT).mkdir(parents=True)
    steps = []
    found = marks(grade(course, UNIT, progress=steps.append))

    scores = {name: found[name].score for name in found if found[name].status == "graded"}
    assert scores == {
        "right": 16, "other-kernel": 16, "wrong": 0, "only-visible": 0, "partly": 7.5, "ends-kernel": 0
    }  # fmt: skip
    waiting = {name: found[name].reason for name in found if found[name].status != "graded"}
    assert set(waiting) == {"breaks-check", "links-out", "two-notebooks", "nothing"}
    assert "the check itself failed" in waiting["breaks-check"]
    assert "data.csv is a symbolic link" in waiting["links-out"]
    assert "which one?" in waiting["two-notebooks"]
    assert "is missing" in waiting["nothing"]

    assert not (course.root / "autograded" / "links-out" / UNIT / "data.csv").exists()
    assert [step.done for step in steps] == list(range(11))
    assert steps[0].student is None
    with open_gradebook(open_api(course).coursedir) as gradebook:
        for student in waiting:
            grades = [g for n in gradebook.find_submission(UNIT, student).notebooks for g in n.grades]
            pending = [g for g in grades if g.needs_manual_grade and g.auto_score is None]
            assert pending, student
            assert reasons(gradebook, UNIT, student), student
    page = (course.root / "feedback" / "only-visible" / UNIT / f"{UNIT}.html").read_text("utf-8")
    assert "17.0" not in page
    assert "HIDDEN TESTS" not in page


def test_folders_a_thousand_deep_and_a_name_that_is_no_text_stop_nobody(course):
    submit(course, "anna", ANSWERS["right"])
    deep = first = submit(course, "boris", ANSWERS["right"]).parent / "d"
    for _ in range(1100):
        deep.mkdir()
        deep /= "d"
    submit(course, os.fsdecode(b"v\xe9ra"), ANSWERS["right"])
    try:
        outcome = grade(course, UNIT)
    finally:
        subprocess.run(["rm", "-rf", first], check=True)  # pytest's own cleaning does not get so deep
    found = marks(outcome)
    assert set(found) == {"anna", "boris"}
    assert found["anna"].score == 16
    assert "more than 500 files: remove what is not the work" in found["boris"].reason
    assert outcome.notes == (r"submitted/v\udce9ra is not graded: the name is not UTF-8: rename the folder.",)


def test_a_file_that_may_not_be_read_stops_nobody_and_is_named(course, monkeypatch):
    for student in ("anna", "boris"):
        submit(course, student, ANSWERS["right"]).with_name("data.csv").write_text("1")
    # Not by its mode: root may read any.
    read, copy = Path.read_bytes, shutil.copy

    def forbid(path, *_):
        if Path(path).parts[-3:] == ("boris", UNIT, "data.csv"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", lambda path: forbid(path) or read(path))
    monkeypatch.setattr(shutil, "copy", lambda *places: forbid(*places) or copy(*places))
    found = marks(grade(course, UNIT))
    assert found["anna"].score == 16
    assert found["boris"].reason == (
        f"boris/{UNIT}/data.csv can't be read (Permission denied): mend its permissions and grade again"
    )
    monkeypatch.undo()
    monkeypatch.chdir(course.root)
    assert [mark.score for mark in grade(course, UNIT).marks] == [16, 16]


def test_a_students_folder_that_may_not_be_read_is_named(course, monkeypatch):
    for student in ("anna", "boris"):
        submit(course, student, ANSWERS["right"])
    listed = Path.iterdir

    def forbid(path):
        if path == course.root / "submitted" / "boris":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", forbid)
    outcome = grade(course, UNIT)
    assert [mark.student for mark in outcome.marks] == ["anna"]
    assert outcome.notes == ("submitted/boris can't be read (Permission denied): mend that.",)


def test_what_is_graded_and_unchanged_is_not_graded_again(course):
    submit(course, "anna", ANSWERS["right"])
    assert grade(course, UNIT).graded == 1
    again = grade(course, UNIT)
    assert (again.graded, again.skipped, again.marks[0].score) == (0, 1, 16)
    submit(course, "anna", ANSWERS["wrong"])
    changed = grade(course, UNIT)
    assert (changed.graded, changed.marks[0].score) == (1, 0)
    assert grade(course, UNIT, regrade=True).graded == 1


def test_a_corrected_row_of_the_held_out_data_has_everybody_graded_again(course):
    submit(course, "anna", ANSWERS["right"])
    rows = course.root / "heldout" / UNIT / "rows.csv"
    rows.parent.mkdir(parents=True)
    rows.write_text("1,2\n")
    assert grade(course, UNIT).graded == 1
    assert grade(course, UNIT).graded == 0
    rows.write_text("1,3\n")
    assert grade(course, UNIT).graded == 1


def test_who_was_refused_as_too_large_is_graded_once_more_is_allowed(course):
    submit(course, "anna", ANSWERS["right"]).with_name("data.bin").write_bytes(bytes(2_000_000))
    config = course.root / "course_config.py"
    usual = config.read_text("utf-8")
    small = usual.replace("folder_bytes=50_000_000", "folder_bytes=1_000_000")
    assert small != usual
    config.write_text(small, "utf-8")
    assert grade(course, UNIT).marks[0].status == "needs a person"
    config.write_text(usual, "utf-8")
    assert grade(course, UNIT).marks[0].score == 16


def test_after_ctrl_c_the_next_run_goes_on(course, monkeypatch):
    for student in ("anna", "boris", "vera"):
        submit(course, student, ANSWERS["right"])
    grade_one = grading._grade_one

    def interrupted(api, unit, student, timing):
        if student == "boris":
            raise KeyboardInterrupt
        return grade_one(api, unit, student, timing)

    monkeypatch.setattr(grading, "_grade_one", interrupted)
    with pytest.raises(Interrupted, match="1 of 3 were graded"):
        grade(course, UNIT, slots=1)
    monkeypatch.setattr(grading, "_grade_one", grade_one)
    outcome = grade(course, UNIT)
    assert (outcome.graded, outcome.skipped) == (2, 1)
    assert [mark.score for mark in outcome.marks] == [16, 16, 16]


def test_nothing_submitted_is_said(course):
    with pytest.raises(NeedsPerson, match=f"submitted/<student>/{UNIT}/{UNIT}.ipynb"):
        grade(course, UNIT)


def test_a_unit_or_student_that_is_not_there_is_named_with_the_nearest(course):
    submit(course, "anna", ANSWERS["right"])
    with pytest.raises(UsageError, match=f"Did you mean {UNIT}"):
        grade(course, "u09-tine")
    with pytest.raises(UsageError, match="Did you mean anna"):
        grade(course, UNIT, student="ana")


def test_changed_tests_are_not_mixed_with_the_released_ones(course):
    submit(course, "anna", ANSWERS["right"])
    grade(course, UNIT)
    source = course.unit(UNIT).markdown
    source.write_text(source.read_text("utf-8").replace("8, 10]", "8, 11]"), "utf-8")
    with pytest.raises(NeedsPerson, match="--regrade"):
        grade(course, UNIT)
    assert grade(course, UNIT, regrade=True).marks[0].score == 0


def test_a_locked_gradebook_is_one_line(course, monkeypatch):
    submit(course, "anna", ANSWERS["right"])
    lock = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(NeedsPerson, match="locked by another program"):
            grade(course, UNIT)
    finally:
        lock.close()
    assert grade(course, UNIT).marks[0].score == 16


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "can't be written")]
)
def test_a_full_disk_and_a_folder_that_is_not_ours_are_one_line(course, monkeypatch, number, words):
    submit(course, "anna", ANSWERS["right"])

    def fail(*arguments):
        raise OSError(number, "no", "autograded")

    monkeypatch.setattr(grading, "_grade_one", fail)
    with pytest.raises(NeedsPerson, match=words):
        grade(course, UNIT)


def test_a_mark_given_by_hand_survives_a_regrade(course):
    submit(course, "anna", ANSWERS["right"])
    grade(course, UNIT)
    with open_gradebook(open_api(course).coursedir) as gradebook:
        gradebook.find_grade("u09-why", UNIT, UNIT, "anna").manual_score = 3
        gradebook.db.commit()
    grade(course, UNIT, regrade=True)
    with open_gradebook(open_api(course).coursedir) as gradebook:
        assert gradebook.find_grade("u09-why", UNIT, UNIT, "anna").manual_score == 3


GONE = '"grade_id": "u09-double-values"'
ASIDE = datetime(2026, 11, 30, 12, 0), timedelta(days=3), datetime(2026, 12, 1, 9, 30)


def test_cells_that_come_and_go_cost_nobody_a_mark_a_date_or_an_extension(course):
    entered_by_hand(course, "anna", "boris")
    change(course, (GONE, GONE.replace("values", "more")))
    notes = agreement.regenerate(open_api(course), course.unit(UNIT))
    assert agreement.disagreements(open_api(course), course.unit(UNIT)) == []
    for student in ("anna", "boris"):
        assert kept(course, student) == (*ASIDE, 3, "well said")
    with open_gradebook(open_api(course).coursedir) as gradebook:
        fresh = gradebook.find_grade("u09-double-more", UNIT, UNIT, "boris")
        assert (fresh.auto_score, fresh.needs_manual_grade, fresh.max_score) == (None, True, 16)
        assert gradebook.find_submission(UNIT, "boris").max_score == 20
        with pytest.raises(MissingEntry):
            gradebook.find_grade("u09-double-values", UNIT, UNIT, "boris")
    assert [path.name for path in course.root.glob("gradebook-before-*.db")] == [notes[0].split()[-1]]
    assert [note for note in notes[1:] if "u09-double-values is gone" in note and "12" in note] == notes[1:]
    assert len(notes) == 3


def test_a_cell_that_becomes_another_kind_of_cell_has_the_rows_of_that_kind(course):
    entered_by_hand(course, "anna")
    change(
        course,
        ('"grade": false, "grade_id": "u09-double"', '"grade": true, "points": 1, "grade_id": "u09-double"'),
    )
    assert len(agreement.regenerate(open_api(course), course.unit(UNIT))) == 1
    assert kept(course, "anna") == (*ASIDE, 3, "well said")
    with open_gradebook(open_api(course).coursedir) as gradebook:
        assert gradebook.find_grade("u09-double", UNIT, UNIT, "anna").needs_manual_grade
        assert gradebook.find_comment("u09-double", UNIT, UNIT, "anna").manual_comment is None


@pytest.mark.parametrize("stopped", ["nbgrader refuses", "the disk is full", "Ctrl-C"])
def test_where_new_cells_are_not_recorded_the_gradebook_stays_as_it_was(course, monkeypatch, stopped):
    entered_by_hand(course, "anna")
    change(course, (GONE, GONE.replace("values", "more")))
    if stopped == "nbgrader refuses":
        change(course, ("### END HIDDEN TESTS", ""))
        error: type[BaseException] = NeedsPerson
    elif stopped == "the disk is full":
        error = OSError
        monkeypatch.setattr(agreement.shutil, "copy2", raising(error(errno.ENOSPC, "no")))
    else:
        error = KeyboardInterrupt
        monkeypatch.setitem(agreement.ROWS, "grade", (raising(error()),))
    with pytest.raises(error, match="No end hidden tests" if error is NeedsPerson else None):
        agreement.regenerate(open_api(course), course.unit(UNIT))
    assert agreement.disagreements(open_api(course), course.unit(UNIT))
    assert kept(course, "anna") == (*ASIDE, 3, "well said")
    with open_gradebook(open_api(course).coursedir) as gradebook:
        assert gradebook.find_grade("u09-double-values", UNIT, UNIT, "anna").manual_score == 12


def test_new_cells_graded_for_one_student_leave_the_marks_of_the_others(course):
    for student in ("anna", "boris"):
        submit(course, student, ANSWERS["right"])
    entered_by_hand(course, "anna", "boris")
    change(course, (GONE, GONE.replace("values", "more")))
    assert grade(course, UNIT, student="anna", regrade=True, slots=1).marks[0].score == 16
    boris = next(mark for mark in read_marks(open_api(course).coursedir, UNIT) if mark.student == "boris")
    assert (boris.status, boris.reason, boris.manual_score) == ("needs a person", UNFINISHED, 3)
    assert kept(course, "boris") == (*ASIDE, 3, "well said")


def change(course: Course, *texts: tuple[str, str]) -> None:
    """Change the unit's source."""
    source = course.unit(UNIT).markdown
    text = source.read_text("utf-8")
    for old, new in texts:
        assert old in text
        text = text.replace(old, new)
    source.write_text(text, "utf-8")


def entered_by_hand(course: Course, *students: str) -> None:
    """Enter what a teacher does, formgrader's marks and comments among it."""
    due, extension, timestamp = ASIDE
    with open_gradebook(open_api(course).coursedir) as gradebook:
        gradebook.find_assignment(UNIT).duedate = due
        for student in students:
            gradebook.update_or_create_student(student)
            submission = gradebook.update_or_create_submission(UNIT, student, timestamp=timestamp)
            submission.extension = extension
            gradebook.find_grade("u09-why", UNIT, UNIT, student).manual_score = 3
            gradebook.find_grade("u09-double-values", UNIT, UNIT, student).manual_score = 12
            gradebook.find_comment("u09-why", UNIT, UNIT, student).manual_comment = "well said"
        gradebook.db.commit()


def kept(course: Course, student: str) -> tuple[object, ...]:
    """Return what of `entered_by_hand` is there."""
    with open_gradebook(open_api(course).coursedir) as gradebook:
        submission = gradebook.find_submission(UNIT, student)
        return (
            gradebook.find_assignment(UNIT).duedate,
            submission.extension,
            submission.timestamp,
            gradebook.find_grade("u09-why", UNIT, UNIT, student).manual_score,
            gradebook.find_comment("u09-why", UNIT, UNIT, student).manual_comment,
        )


def raising(error: BaseException):
    """Return a function that raises it."""

    def fail(*arguments, **named):
        raise error

    return fail


def test_a_regrade_that_the_machine_fails_does_not_keep_the_old_mark_as_new(course):
    submit(course, "anna", ANSWERS["right"])
    grade(course, UNIT)
    config = course.root / "course_config.py"
    config.write_text(config.read_text("utf-8") + "\nc.Execute.startup_timeout = 0\n", "utf-8")
    mark = grade(course, UNIT, regrade=True).marks[0]
    assert mark.status != "graded"
    assert "did not start" in (mark.reason or "")


def test_ctrl_c_in_a_terminal_stops_at_once_and_costs_nobody_points(course):
    submit(course, "anna", ANSWERS["right"])
    submit(course, "boris", "import time\n\ntime.sleep(30)\n\n" + ANSWERS["right"])
    command = [sys.executable, "-c", "from autograde.cli import main; main()", "grade", UNIT]
    with subprocess.Popen(command, cwd=course.root, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        while "1 of 2: anna" not in (line := running.stderr.readline()):
            assert line, "it ended before anna"
        running.send_signal(signal.SIGINT)
        last = running.stderr.read()
        assert running.wait(timeout=30) == 1
    assert "Stopped: 1 of 2 were graded now and are kept." in last.replace("\n", " ")
    outcome = grade(course, UNIT)
    assert (outcome.graded, outcome.skipped) == (1, 1)
    assert [mark.score for mark in outcome.marks] == [16, 16]


def test_a_submission_that_fails_with_the_words_of_a_full_disk_stops_nobody_else(course, monkeypatch):
    for student in ("anna", "boris"):
        submit(course, student, ANSWERS["right"])
    execute = Execute.preprocess

    def fail(self, notebook, resources, km=None):
        if resources["nbgrader"]["student"] == "anna":
            raise ValueError(
                "No space left on device, database is locked, KeyboardInterrupt, The disk is full"
            )
        return execute(self, notebook, resources, km)

    monkeypatch.setattr(Execute, "preprocess", fail)
    anna, boris = grade(course, UNIT).marks
    assert anna.status != "graded"
    assert "No space left" in anna.reason
    assert boris.score == 16


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "no"), "disk is full"),
        (DiskFull("no room"), "disk is full"),
        (OperationalError("", {}, sqlite3.OperationalError("database is locked")), "locked by another"),
    ],
)
def test_what_stops_every_submission_stops_the_run_in_the_midst_of_a_step_too(
    course, monkeypatch, error, words
):
    submit(course, "anna", ANSWERS["right"])

    def fail(*arguments):
        raise error

    monkeypatch.setattr(Execute, "preprocess", fail)
    with pytest.raises(NeedsPerson, match=words):
        grade(course, UNIT)


def test_pages_and_drawings_of_a_student_are_not_put_where_formgrader_would_serve_them(course):
    writes = "for name in ('made.svg', 'made.xht', 'made.rdf', 'made.txt'):\n    open(name, 'w').close()\n\n"
    submit(course, "anna", writes + ANSWERS["right"]).with_name("page.HTML").write_text("<script>1</script>")
    assert grade(course, UNIT).marks[0].score == 16
    names = {path.name for path in (course.root / "autograded" / "anna" / UNIT).iterdir()}
    assert "made.txt" in names
    assert not names & {"made.svg", "made.xht", "made.rdf", "page.HTML"}
    assert (course.root / "submitted" / "anna" / UNIT / "page.HTML").exists()


def test_a_bonus_is_extra_credit_and_no_part_of_the_points(tiny_course, monkeypatch):
    meta = {"grade": True, "grade_id": "u09-more", "locked": True, "points": 0, "schema_version": 3}
    head = f"```python nbgrader={json.dumps(meta | {'solution': False, 'task': False})}"
    more = f"{PLAIN_TEST}\n```\n\n{head}\n# bonus: 2\nassert double(0.5) == 1"
    course = tiny_course((SETUP, PLAIN_SETUP), (TEST, more))
    monkeypatch.chdir(course.root)
    agreement.regenerate(open_api(course), course.unit(UNIT))
    submit(course, "anna", ANSWERS["right"])
    submit(course, "boris", ANSWERS["only-visible"])
    found = marks(grade(course, UNIT))
    assert (found["anna"].score, found["anna"].max_score, found["anna"].bonus) == (16, 16, 2)
    assert (found["boris"].score, found["boris"].bonus) == (0, 0)
    with open_gradebook(open_api(course).coursedir) as gradebook:
        assert gradebook.find_submission(UNIT, "anna").score == 18
        assert (
            gradebook.find_submission(UNIT, "anna").max_score
            == gradebook.find_submission(UNIT, "boris").max_score
        )
    submit(course, "anna", ANSWERS["wrong"])
    assert marks(grade(course, UNIT))["anna"].bonus == 0


def test_feedback_reaches_all_who_came_through_the_exchange_whatever_became_of_the_others(course):
    folders = {
        name: submit(course, name, ANSWERS["right"]).parent for name in ("anna", "boris", "vera", "zoe")
    }
    (folders["boris"] / "copy.ipynb").write_bytes((folders["boris"] / f"{UNIT}.ipynb").read_bytes())
    for name in ("anna", "boris", "zoe"):  # but vera's was placed by hand
        (folders[name] / "submission_secret.txt").write_text(name * 20)
        (folders[name] / "timestamp.txt").write_text("2026-11-25 10:00:00 UTC")
    (folders["zoe"] / "timestamp.txt").unlink()  # it held no date, so the teacher removed it, as we advise
    assert [mark.student for mark in grade(course, UNIT, slots=1).waiting] == ["boris"]
    exchange = course.root / "exchange"
    exchange.mkdir()
    command = ["nbgrader", "release_feedback", UNIT, f"--Exchange.root={exchange}"]
    done = subprocess.run(command, cwd=course.root, env=activated(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pages = {path.stem: path.read_text("utf-8") for path in exchange.rglob("*.html")}
    assert set(pages) == {
        notebook_hash(secret=name * 20, notebook_id=UNIT) for name in ("anna", "boris", "zoe")
    }
    assert "which one?" in pages[notebook_hash(secret="boris" * 20, notebook_id=UNIT)]
    [said] = [line for line in done.stderr.splitlines() if "not released" in line]
    assert f"vera/{UNIT} is not released: it was not handed in by `nbgrader submit`" in said


def test_a_better_hint_is_no_reason_to_train_again(course):
    submitted = submit(course, "anna", ANSWERS["right"]).parent
    for folder in (submitted, course.unit(UNIT).folder):
        (folder / "hints.toml").write_text("[double]\n", "utf-8")
    (course.unit(UNIT).folder / "rows.txt").write_text("1", "utf-8")
    job = prepare(open_api(course), UNIT, "anna")
    assert job is not None
    assert set(job.files) == {"rows.txt"}
    assert set(job.course_files) == {"rows.txt"}


def test_a_bonus_that_could_not_be_assessed_is_not_given_and_the_table_says_so(tiny_course, monkeypatch):
    meta = {"grade": True, "grade_id": "u09-more", "locked": True, "points": 0, "schema_version": 3}
    head = f"```python nbgrader={json.dumps(meta | {'solution': False, 'task': False})}"
    more = f"{PLAIN_TEST}\n```\n\n{head}\n# bonus: 2\nassert double(0.5) == 1\nprint('○ Not here: no GPU.')"
    course = tiny_course((SETUP, PLAIN_SETUP), (TEST, more))
    monkeypatch.chdir(course.root)
    agreement.regenerate(open_api(course), course.unit(UNIT))
    submit(course, "anna", "print('○ by a student')\n\n" + ANSWERS["right"])
    submit(course, "boris", ANSWERS["only-visible"])
    found = marks(grade(course, UNIT))
    assert (found["anna"].score, found["anna"].bonus) == (16, 0)
    assert found["anna"].not_assessed == {"u09-more": "Not here: no GPU."}
    assert reasons_shown(found["anna"]) == ["○ u09-more: Not here: no GPU."]
    assert found["boris"].not_assessed == {}  # it failed
    page = (course.root / "feedback" / "anna" / UNIT / f"{UNIT}.html").read_text("utf-8")
    assert "○ Not here: no GPU." in page


@pytest.mark.parametrize(("points", "given"), [(0, 0.0), (2, None)])
def test_points_that_could_not_be_assessed_wait_for_a_person(points, given):
    cell = nbformat.v4.new_code_cell(
        "1", metadata={"nbgrader": {"grade": True, "solution": False, "points": points}}
    )
    cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="✓ right\n○ Not here: no GPU.\n")]
    assert verdict(cell, "", executed=True).points == given
