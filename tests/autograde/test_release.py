"""Releases: the same bytes each time, replaced as a whole, and no secret in them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograde import release
from autograde.course import Course
from autograde.errors import NeedsPerson, UsageError
from autograde.leaks import leaks, secret_lines
from autograde.release import build, check
from autograde.source import read

UNIT = "u09-tiny"
SECRETS = ("secret_factor", "hidden_rows", "nobody should see", "names both reasons", "HIDDEN TESTS")


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def built(tiny_course):
    course = tiny_course()
    build(course)
    return course


def test_a_build_makes_a_release_for_each_language(built):
    for language, text in (("ru", "Удвоение"), ("en", "Doubling")):
        notebook = nbformat.read(built.release(UNIT, language) / f"{UNIT}.ipynb", as_version=4)
        assert text in notebook.cells[0].source
        assert notebook.metadata["grader_tests"]["language"] == language
        stubs = [cell.source for cell in notebook.cells if cell.id in ("u09-double", "u09-why")]
        assert "# Ваш код здесь · Your code here\n    raise NotImplementedError()" in stubs[0]
        assert stubs[1] == "Ваш ответ здесь · Your answer here"


def test_the_same_sources_give_the_same_bytes(built):
    first = contents(built.root / "release")
    shutil.rmtree(built.root / "release")
    built.unit(UNIT).notebook.unlink()
    build(built)
    assert contents(built.root / "release") == first


def test_files_may_be_read_by_all_and_end_with_one_newline(built):
    for path in (built.root / "release").rglob("*.ipynb"):
        assert path.stat().st_mode & 0o777 == 0o644
        assert re.search(rb"[^\n]\n\Z", path.read_bytes())


def test_an_unchanged_release_is_not_touched(built):
    before = built.release(UNIT, "ru").stat().st_ino
    build(built)
    assert built.release(UNIT, "ru").stat().st_ino == before


def test_one_language_and_one_unit_can_be_built(tiny_course):
    course = tiny_course()
    assert build(course, [UNIT], ["en"]) == [course.release(UNIT, "en")]
    assert not course.release(UNIT, "ru").exists()


def test_data_goes_along_and_nothing_else(built):
    folder = built.unit(UNIT).folder
    (folder / "data").mkdir()
    (folder / "data" / "rows.csv").write_text("a,b\n1,2\n", "utf-8")
    (folder / "data" / "notes.md").write_text("for teachers", "utf-8")
    for name in ("u09-tiny.md.orig", ".u09-tiny.md.swp", "u09-tiny.md~", "left.tmp"):
        (folder / name).write_text("secret_factor", "utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "u09-tiny-checkpoint.md").write_text("secret_factor", "utf-8")
    build(built)
    assert set(contents(built.release(UNIT, "ru"))) == {Path(f"{UNIT}.ipynb"), Path("data/rows.csv")}


def test_check_finds_nothing_after_a_build_and_touches_nothing(built):
    before = contents(built.root)
    assert check(built) == []
    assert contents(built.root) == before


def test_one_changed_word_is_drift(built, tiny_course):
    tiny_course(("# Doubling", "# Twice"))
    before = contents(built.root / "release")
    drift = check(built)
    assert [(item.path, item.what) for item in drift] == [
        (built.release(UNIT, "en") / f"{UNIT}.ipynb", "changed")
    ]
    assert contents(built.root / "release") == before


def test_added_removed_and_orphaned_files_are_drift(built):
    (built.release(UNIT, "ru") / f"{UNIT}.ipynb").unlink()
    (built.release(UNIT, "en") / "answers.txt").write_text("x", "utf-8")
    (built.root / "release" / "ru" / "u08-gone").mkdir()
    found = {(item.path.name, item.what) for item in check(built)}
    assert found == {(f"{UNIT}.ipynb", "missing"), ("answers.txt", "not built"), ("u08-gone", "not built")}
    build(built)
    assert not (built.release(UNIT, "en") / "answers.txt").exists()


def test_no_release_says_a_secret(built):
    for path, content in contents(built.root / "release").items():
        text = content.decode("utf-8")
        assert not [secret for secret in SECRETS if secret in text], path
        assert path.suffix != ".md"


def test_an_interrupted_build_leaves_the_old_release(built, tiny_course, monkeypatch):
    before = contents(built.root / "release")
    tiny_course(("# Doubling", "# Twice"), ("# Удвоение", "# Дважды"))

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(release, "leaks", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(built)
    assert contents(built.root / "release") == before


def test_a_swap_that_fails_brings_the_old_release_back(tmp_path, monkeypatch):
    fresh, target, spare = tmp_path / "fresh", tmp_path / "target", tmp_path / "spare"
    for folder in (fresh, target, spare):
        folder.mkdir()
    (target / "old").touch()
    rename = Path.rename

    def fail_for_fresh(self, to):
        if self == fresh:
            raise OSError("no")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail_for_fresh)
    with pytest.raises(OSError, match="no"):
        release.swap(fresh, target, spare)
    assert (target / "old").exists()


def test_what_a_killed_build_left_is_removed_after_an_hour(built):
    left, recent = (built.root / "release" / f"{release.UNFINISHED}{name}" for name in ("left", "recent"))
    left.mkdir()
    recent.mkdir()
    os.utime(left, (1, 1))
    build(built)
    assert not left.exists()
    assert recent.exists()


def test_a_breach_of_a_rule_stops_the_build_and_is_explained(built, tiny_course):
    before = contents(built.root / "release")
    tiny_course(("10], task=1", "10], task=7"))
    with pytest.raises(NeedsPerson, match="u09-double-values: check-names-its-task: .*no point 7"):
        build(built)
    assert contents(built.root / "release") == before


def test_work_in_the_notebook_that_the_markdown_lacks_stops_the_build(built):
    unit = built.unit(UNIT)
    notebook = nbformat.read(unit.notebook, as_version=4)
    notebook.cells[0].source += "\n\nMore."
    nbformat.write(notebook, unit.notebook)
    with pytest.raises(NeedsPerson, match="holds changes that u09-tiny.md lacks"):
        build(built)
    assert "More." in unit.notebook.read_text("utf-8")


def test_nbgraders_own_reason_reaches_the_teacher(built, tiny_course):
    tiny_course(("### END SOLUTION", ""))
    with pytest.raises(NeedsPerson, match="nbgrader can't release u09-tiny: RuntimeError: no end solution"):
        build(built)


def test_unknown_names_are_refused(tiny_course, tmp_path):
    course = tiny_course()
    with pytest.raises(UsageError, match="Did you mean u09-tiny"):
        build(course, ["u09-tny"])
    with pytest.raises(UsageError, match="no language 'de'"):
        build(course, [], ["de"])
    with pytest.raises(UsageError, match="holds no units"):
        build(Course(tmp_path / "source"))


def test_a_release_folder_that_cannot_be_written_is_named(tiny_course, monkeypatch):
    course = tiny_course()

    def fail(*_, **__):
        raise PermissionError(13, "Permission denied", str(course.root / "release"))

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(NeedsPerson, match=r"release can't be written. Allow it: chmod"):
        build(course)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_plain_nbgrader_writes_the_same_notebook_on_a_fresh_clone(built, language):
    expected = contents(built.release(UNIT, language))
    built.unit(UNIT).notebook.unlink()  # a clone has none; and its release is there already
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", UNIT],
        cwd=built.root,
        env=os.environ | {"AUTOGRADE_LANGUAGE": language, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert contents(built.release(UNIT, language)) == expected
    assert (built.root / "gradebook.db").is_file()


def test_plain_nbgrader_releases_nothing_of_a_damaged_source(built):
    unit = built.unit(UNIT)
    unit.markdown.write_text("", "utf-8")
    os.utime(unit.notebook, ns=(1, 1))
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", UNIT],
        cwd=built.root,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "holds no cells" in run.stderr
    assert not built.release(UNIT, "ru").exists()


# ---- the search for secrets: each kind of leak is put there by hand


@pytest.fixture
def leaky(built):
    """A function that puts a file into a release and returns what the search finds."""
    heldout = built.root / "heldout" / UNIT
    heldout.mkdir(parents=True)
    (heldout / "rows.csv").write_text("name,value\nbarolo,13.71828\n", "utf-8")
    (heldout / "labels.npy").write_bytes(bytes(range(256)))

    def search(name, content):
        path = built.release(UNIT, "ru") / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return leaks(read(built.unit(UNIT)), built.release(UNIT, "ru"), heldout)

    return search


def test_a_clean_release_has_no_leak(leaky):
    assert leaky("data.csv", "name,value\nmerlot,12.1\n") == []


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("helper.py", "    return x * secret_factor\n", "a secret line"),
        ("helper.py", "# see: secret_factor = 2", "a secret line"),
        ("tests.txt", "hidden_rows = np.array([17.0, 23.0])", "a secret line"),
        ("rubric.txt", "4 points: names both reasons", "a secret line"),
        ("answer.txt", "A model answer that nobody should see.", "a secret line"),
        ("readme.md", "hello", "Markdown"),
        ("marks.txt", "### BEGIN HIDDEN TESTS", "the marker"),
        ("held.csv", "barolo,13.71828\n", "a held-out row"),
        ("renamed.bin", bytes(range(256)), "the held-out file labels.npy"),
        (
            "extra.ipynb",
            json.dumps({"cells": [{"source": ["a\n", 'A model answer "that\t']}], "x": "secret_factor = 2"}),
            "a secret line",
        ),
    ],
)
def test_each_kind_of_leak_is_found(leaky, name, content, what):
    found = leaky(name, content)
    assert found
    assert all(line.startswith(f"{name}: ") for line in found)
    assert any(what in line for line in found)


def test_a_link_is_a_leak(leaky, built):
    (built.release(UNIT, "ru") / "link").symlink_to("/etc/hostname")
    assert "link: a link, which may lead anywhere" in leaky("a.txt", "")


def test_lines_that_stand_in_the_open_give_nothing_away(tiny_course):
    notebook = read(
        tiny_course(("print(double(rows))", "x = 3\nreturn_value = 1\nsecret_factor = 2")).unit(UNIT)
    )
    assert "secret_factor = 2" not in secret_lines(notebook)
    assert "return x * secret_factor" in secret_lines(notebook)


def test_a_leak_stops_the_build(built, tiny_course, monkeypatch):
    (built.unit(UNIT).folder / "helper.py").write_text("return x * secret_factor", "utf-8")
    before = contents(built.root / "release")
    with pytest.raises(NeedsPerson, match=r"would give away:\n.*helper.py: a secret line"):
        build(built)
    assert contents(built.root / "release") == before


@pytest.mark.parametrize("unit", Course.find().units(), ids=lambda unit: unit.name)
def test_the_courses_own_releases_hold_no_secret(unit):
    course = Course.find()
    assert secret_lines(read(unit)), "a unit without a secret? The search would find nothing."
    for language in ("ru", "en"):
        assert (
            leaks(read(unit), course.release(unit.name, language), course.root / "heldout" / unit.name) == []
        )
