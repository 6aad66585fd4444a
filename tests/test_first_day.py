"""What a teacher does on the first day in a fresh clone: see the demo, change a word, build."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from autograde import demo
from autograde.course import Course
from tests.conftest import activated

COURSE = Course.find(Path(__file__).parent)
UNIT = "u01-workflow"


def autograde(course, *arguments):
    return subprocess.run(
        ["autograde", *arguments],
        cwd=course.root,
        env=activated(),
        capture_output=True,
        text=True,
        timeout=900,
    )


def test_the_demo_gives_every_sample_the_mark_of_its_header_and_says_where_to_look(clone):
    done = autograde(clone, "demo", "--json", "marks.json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Warning" not in done.stderr + done.stdout
    marks = json.loads((clone.root / "marks.json").read_text(encoding="utf-8"))
    assert len(marks["marks"]) >= 14
    assert str(clone.root / "gradebook.db") in done.stdout.replace("\n", "")
    pages = list((clone.root / "feedback").glob(f"demo-*/{UNIT}/{UNIT}.html"))
    assert len(pages) >= 13


def test_the_class_of_six_takes_every_unit(clone, tmp_path):
    shutil.copytree(clone.root / "source" / "u00-start", tmp_path / "source" / "u00-start")
    for folder in ("release/ru/u00-start", "release/en/u00-start", "tests/units/u00-start"):
        shutil.copytree(clone.root / folder, tmp_path / folder)
    for name in ("course_config.py", "nbgrader_config.py"):
        shutil.copy(clone.root / name, tmp_path)
    done = autograde(Course.find(tmp_path), "demo", "--all", "--json", "marks.json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All 6 got exactly what their files" in done.stdout
    (unit,) = json.loads((tmp_path / "marks.json").read_text(encoding="utf-8"))["units"]
    assert [mark["student"] for mark in unit["marks"]] == [f"demo-{number}" for number in range(1, 7)]
    assert len(list((tmp_path / "feedback").glob("demo-*/u00-start/u00-start.html"))) == 6


@pytest.mark.parametrize(
    "name",
    [
        *("downloaded/u01-workflow/archive/class.zip", "submitted/anna/u01-workflow/u01-workflow.ipynb"),
        *("autograded/anna/u01-workflow/x", "feedback/anna/u01-workflow/x", "published/README.md"),
        *("gradebook.db", "gradebook-before-u01-workflow-20261128-080100.db", "grades.csv"),
    ],
)
def test_what_a_class_leaves_is_never_committed_by_accident(name):
    asked = ["git", "check-ignore", "--quiet", "--no-index", name]
    assert subprocess.run(asked, cwd=COURSE.root, check=False).returncode == 0


@pytest.mark.parametrize("unit", [unit.name for unit in COURSE.units()])
def test_the_class_of_six_has_who_is_all_right_who_is_all_blank_and_four_others(unit):
    those = list(demo.six(COURSE, unit).values())
    assert [sample.name for sample in those[:2]] == ["solution", "untouched"]
    assert len({sample.path for sample in those}) == 6
    failed = [frozenset(sample.fails) for sample in those[2:] if sample.fails]
    tests = len(those[1].fails)
    assert len(set(failed)) == min(len(failed), tests), "each fails something else, while there is something"
    assert failed


def test_one_changed_word_is_found_and_a_build_mends_it(clone):
    assert autograde(clone, "build", "--check").returncode == 0
    source = clone.root / "source" / UNIT / f"{UNIT}.md"
    text = source.read_text(encoding="utf-8")
    assert text.count("Here are 178 Italian wines") == 1
    source.write_text(
        text.replace("Here are 178 Italian wines", "Here are 178 Italian bottles"), encoding="utf-8"
    )
    changed = autograde(clone, "build", "--check")
    assert changed.returncode == 1
    assert f"release/en/{UNIT}/{UNIT}.ipynb" in changed.stdout + changed.stderr
    assert autograde(clone, "build").returncode == 0
    assert autograde(clone, "build", "--check").returncode == 0


def test_tests_that_changed_since_the_release_are_not_graded_by_the_old_ones(clone):
    assert autograde(clone, "build").returncode == 0
    demo.place(clone)
    assert autograde(clone, "grade", UNIT, "--student", "demo-untouched").returncode == 0
    source = clone.root / "source" / UNIT / f"{UNIT}.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("default_rng(101)", "default_rng(103)"), encoding="utf-8")
    refused = autograde(clone, "grade", UNIT, "--student", "demo-untouched")
    assert refused.returncode == 1
    assert "--regrade" in refused.stderr
    assert autograde(clone, "grade", UNIT, "--student", "demo-untouched", "--regrade").returncode == 0
