"""Notebooks from their Markdown: the same each time, written whole or not at all, never over newer work."""

import errno
import os
import re
from pathlib import Path

import nbformat
import pytest

from autograde.errors import NeedsPerson
from autograde.source import differs, is_stale, read, refresh, refresh_all

UNIT = "u09-tiny"


@pytest.fixture
def unit(tiny_course):
    return tiny_course().unit(UNIT)


def test_the_same_markdown_gives_the_same_bytes(unit):
    first = refresh(unit).read_bytes()
    unit.notebook.unlink()
    assert refresh(unit).read_bytes() == first
    assert first.endswith(b"}\n")


def test_cells_are_named_by_grade_id_else_by_place(unit):
    names = [cell.id for cell in nbformat.read(refresh(unit), as_version=4).cells]
    assert names[0] == "u09-tiny-000"
    assert "u09-double" in names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("grade_id", ["u09-" + "x" * 70, "u09 double", "u09-why"])
def test_ids_stay_legal_and_unique_whatever_the_grade_id(tiny_course, grade_id):
    unit = tiny_course(('"u09-double"', f'"{grade_id}"')).unit(UNIT)
    names = [cell.id for cell in read(unit).cells]
    assert all(re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", name) for name in names)
    assert len(set(names)) == len(names)


def test_kernelspec_and_metadata_come_from_the_markdown(unit):
    notebook = nbformat.read(refresh(unit), as_version=4)
    assert notebook.metadata.kernelspec == {
        "name": "python3",
        "language": "python",
        "display_name": "Python 3",
    }
    assert [
        cell.metadata.nbgrader.points
        for cell in notebook.cells
        if "points" in cell.metadata.get("nbgrader", {})
    ] == [16, 4]


def test_a_changed_source_is_built_again_and_an_unchanged_one_is_not(unit):
    refresh(unit)
    before = unit.notebook.stat()
    refresh(unit)
    assert unit.notebook.stat().st_ino == before.st_ino  # os.replace would give another
    unit.markdown.write_text(unit.markdown.read_text("utf-8").replace("Doubling", "Twice"), "utf-8")
    os.utime(unit.markdown, ns=(before.st_mtime_ns + 1, before.st_mtime_ns + 1))
    assert is_stale(unit)
    assert "Twice" in refresh(unit).read_text("utf-8")
    assert not is_stale(unit)


def test_a_newer_notebook_is_never_overwritten(unit):
    unit.notebook.write_text("somebody's work", "utf-8")
    later = unit.markdown.stat().st_mtime_ns + 10**9
    os.utime(unit.notebook, ns=(later, later))
    refresh(unit)
    assert unit.notebook.read_text("utf-8") == "somebody's work"


def test_work_that_the_markdown_lacks_is_noticed_and_an_editors_memory_is_not(unit):
    notebook = nbformat.read(refresh(unit), as_version=4)
    notebook.cells[0].id = "another"
    notebook.cells[3].metadata["collapsed"] = True
    notebook.cells[3].execution_count = 7
    nbformat.write(notebook, unit.notebook)
    assert not differs(unit)
    notebook.cells[0].source += "\n\nAnd more."
    nbformat.write(notebook, unit.notebook)
    assert differs(unit)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no cells"),
        ("---\njupyter: [\n---\n\ntext\n", "can't be read as a notebook"),
        ("# No header\n", "names no Python kernel"),
    ],
)
def test_a_damaged_source_is_named_with_what_is_wrong(unit, text, says):
    unit.markdown.write_text(text, "utf-8")
    with pytest.raises(NeedsPerson, match=says) as caught:
        refresh(unit)
    assert str(unit.markdown) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not unit.notebook.exists()


def test_damaged_metadata_is_quoted(tiny_course):
    unit = tiny_course(('"grade_id": "u09-double",', '"grade_id": u09-double,')).unit(UNIT)
    with pytest.raises(NeedsPerson, match=r"metadata can't be read: .*u09-double"):
        refresh(unit)


def test_a_source_in_another_encoding_is_refused(unit):
    unit.markdown.write_bytes("# Заголовок".encode("cp1251"))
    with pytest.raises(NeedsPerson, match="not UTF-8"):
        refresh(unit)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(errno.EACCES, "denied"), "can't be written. Allow it: chmod u\\+w"),
        (OSError(errno.ENOSPC, "no space"), "the disk is full"),
        (OSError(errno.EROFS, "Read-only file system"), "Read-only file system"),
    ],
)
def test_a_failing_write_keeps_the_old_notebook_and_leaves_nothing_behind(unit, monkeypatch, error, says):
    refresh(unit)
    before = unit.notebook.read_bytes()
    os.utime(unit.notebook, ns=(1, 1))

    def fail(*_):
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(NeedsPerson, match=says):
        refresh(unit)
    assert unit.notebook.read_bytes() == before
    assert sorted(path.name for path in unit.folder.iterdir()) == [unit.notebook.name, unit.markdown.name]


def test_one_damaged_unit_stops_no_other(tiny_course):
    course = tiny_course()
    tiny_course(unit="u10-tiny")
    course.unit(UNIT).markdown.write_text("", "utf-8")
    problems = refresh_all(course)
    assert len(problems) == 1
    assert course.unit("u10-tiny").notebook.is_file()
