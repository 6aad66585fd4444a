"""nbgrader's own commands, typed plainly in a clone, give the marks that the samples' headers say."""

import dataclasses
import shutil
import subprocess
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograde.gradebook import open_api
from autograde.marks import read_marks
from autograde.samples import read_samples, write
from autograde.source import refresh
from tests.conftest import activated

UNIT = "u01-workflow"
CLASS = ("untouched", "overlapping-split", "no-scaling", "crash-half-way", "not-a-notebook")


@pytest.fixture(scope="module")
def taught(clone):
    """A clone with a class in submitted/: each sample in both languages."""
    for sample in read_samples(clone, UNIT):
        if sample.name in CLASS:
            for language in ("ru", "en"):
                spoken = dataclasses.replace(sample, language=language)
                folder = clone.root / "submitted" / f"{sample.name}-{language}" / UNIT
                folder.parent.mkdir(parents=True)
                write(spoken, clone, UNIT, folder)
    return clone


def nbgrader(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["nbgrader", *arguments],
        cwd=root,
        env=activated(),
        capture_output=True,
        text=True,
        timeout=900,
    )


def test_the_three_commands_give_the_marks_of_the_headers_in_both_languages(taught):
    before = {path: path.read_bytes() for path in (taught.root / "release").rglob("*") if path.is_file()}
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        done = nbgrader(taught.root, command, UNIT)
        assert done.returncode == 0, done.stderr[-3000:]
    after = {path: path.read_bytes() for path in (taught.root / "release").rglob("*") if path.is_file()}
    assert after == before, "plain generate_assignment makes another release than `autograde build`"
    marks = {mark.student: mark for mark in read_marks(open_api(taught).coursedir, UNIT)}
    expected = {sample.name: sample for sample in read_samples(taught, UNIT) if sample.name in CLASS}
    assert set(expected) == set(CLASS)
    for name, sample in expected.items():
        for student in (f"{name}-ru", f"{name}-en"):
            mark = marks[student]
            assert (mark.status != "graded") == sample.needs_person, student
            if not sample.needs_person:
                assert mark.score == sample.mark, student
                assert sorted(loss.grade_id for loss in mark.losses) == sorted(sample.fails), student


def test_feedback_speaks_the_students_language_and_shows_no_hidden_test(taught):
    for language, words in (("ru", "в выборках есть общие строки"), ("en", "the sets share rows")):
        page = taught.root / "feedback" / f"overlapping-split-{language}" / UNIT / f"{UNIT}.html"
        text = page.read_text(encoding="utf-8")
        assert words in text
        assert "HIDDEN TESTS" not in text
        assert "default_rng(101)" not in text
        assert "MARK SCHEME" not in text
        assert "most recent call last" not in text


STOCK_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.Execute.timeout = 120
c.ClearMarkScheme.enforce_metadata = False
"""


def test_the_same_cells_give_the_same_marks_in_nbgrader_without_our_config(clone, tmp_path):
    """Neither our steps nor our Execute: warnings on stderr and missing messages would show in the marks."""
    (tmp_path / "nbgrader_config.py").write_text(STOCK_CONFIG)
    source = tmp_path / "source" / UNIT
    source.mkdir(parents=True)
    shutil.copy(refresh(clone.unit(UNIT)), source)
    samples = {
        s.name: s for s in read_samples(clone, UNIT) if s.name in ("solution", "untouched", "no-scaling")
    }
    for name, sample in samples.items():
        (tmp_path / "submitted" / name).mkdir(parents=True)
        write(sample, clone, UNIT, tmp_path / "submitted" / name / UNIT)
    for command in ("generate_assignment", "autograde"):
        done = nbgrader(tmp_path, command, UNIT)
        assert done.returncode == 0, done.stderr[-3000:]
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "stock") as gradebook:
        for name, sample in samples.items():
            (notebook,) = gradebook.find_submission(UNIT, name).notebooks
            assert sum(grade.auto_score or 0 for grade in notebook.grades) == sample.mark, name
            failed = [
                g.name for g in notebook.grades if g.auto_score is not None and g.auto_score < g.max_score
            ]
            assert set(failed) - {"u01-three-sets"} == set(sample.fails), name
