"""What is refused before nbgrader touches it: each with a reason that names the file."""

import json
import os
import socket

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograde.sanitise import SubmissionLimits, inspect

UNIT = "u09-tiny"
LIMITS = SubmissionLimits(folder_bytes=100_000, files=10, notebook_bytes=50_000)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / UNIT
    folder.mkdir()
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), folder / f"{UNIT}.ipynb")
    return folder


def reason(folder):
    return inspect(folder, UNIT, LIMITS) or ""


def test_an_ordinary_submission_is_not_refused(folder):
    (folder / "data").mkdir()
    (folder / "data" / "rows.csv").write_text("1")
    assert inspect(folder, UNIT, LIMITS) is None


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
