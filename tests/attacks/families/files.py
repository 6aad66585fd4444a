"""What stands in the submitted folder: links, pipes, names, sizes, and settings for programs of the teacher's."""

import json
import os

from tests.attacks.attack import Attack

NOTEBOOK = "u90-arena.ipynb"
COURSE = "/tmp/course"


def linked_notebook(folder):
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).symlink_to(f"{COURSE}/source/u90-arena/u90-arena.ipynb")


def linked_folder(folder):
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.symlink_to(f"{COURSE}/submitted/0-honest/u90-arena")


def many_files(folder):
    for number in range(600):
        (folder / f"f{number}").touch()


def large_file(folder):
    with (folder / "large.bin").open("wb") as file:
        file.truncate(3 << 30)  # no disk is used


def large_notebook(folder):
    text = json.loads((folder / NOTEBOOK).read_text())
    text["cells"][0]["source"] = "x" * 12_000_000
    (folder / NOTEBOOK).write_text(json.dumps(text))


def odd_names(folder):
    for name in (
        "-rf",
        "a\nb",
        "$(touch x)",
        "..hidden",
        "a b",
        "«ё»",
        "%s%n",
        "timestamp.txt.bak",
        "con",
        "x" * 200,
    ):
        (folder / name).write_text("x")


def undecodable_name(folder):
    os.close(os.open(os.fsencode(folder) + b"/\xff\xfe", os.O_CREAT))


def deep_json(folder):
    (folder / NOTEBOOK).write_text(
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": ' + "[" * 100_000
    )


def damaged_time(folder):
    (folder / "timestamp.txt").write_text("$(date) tomorrow \x00")


def deep_folders(folder):
    (folder / "/".join(["d"] * 150)).mkdir(parents=True)


ATTACKS = [
    Attack(
        "linked-notebook",
        "hands in a link to the unit's source",
        files=linked_notebook,
        person=True,
        says=("symbolic link",),
    ),
    Attack(
        "linked-data",
        "hands in a link to the gradebook beside its notebook",
        files=lambda folder: (folder / "data.csv").symlink_to(f"{COURSE}/gradebook.db"),
        person=True,
        says=("symbolic link",),
    ),
    Attack(
        "linked-folder",
        "hands in a link to somebody else's folder",
        files=linked_folder,
        person=True,
        says=("symbolic link",),
    ),
    Attack(
        "link-to-a-folder",
        "hands in a link to the folder of sources",
        files=lambda folder: (folder / "data").symlink_to(f"{COURSE}/source"),
        person=True,
        says=("symbolic link",),
    ),
    Attack(
        "endless-link",
        "hands in a link to its own folder",
        files=lambda folder: (folder / "loop").symlink_to("."),
        person=True,
        says=("symbolic link",),
    ),
    Attack(
        "pipe",
        "hands in a named pipe, at which a reader would wait for ever",
        files=lambda folder: os.mkfifo(folder / "data.csv"),
        person=True,
        says=("not an ordinary file",),
    ),
    Attack("many-files", "hands in 600 files", files=many_files, person=True, says=("more than 500 files",)),
    Attack(
        "large-file", "hands in a file of 3 GB", files=large_file, person=True, says=("larger than 50 MB",)
    ),
    Attack(
        "large-notebook",
        "hands in a notebook of 12 MB",
        files=large_notebook,
        person=True,
        says=("larger than 10 MB",),
    ),
    Attack(
        "odd-names",
        "hands in files with names that shells, globs and pages trip over",
        files=odd_names,
        solved=True,
        earns=13,
        tried=False,
    ),
    Attack(
        "undecodable-name",
        "hands in a file whose name is no text",
        files=undecodable_name,
        person=True,
        says=("not text",),
    ),
    Attack(
        "deep-json",
        "hands in JSON nested 100,000 deep",
        files=deep_json,
        person=True,
        says=("not a notebook",),
    ),
    Attack(
        "damaged-time",
        "hands in a time-stamp that stops nbgrader's batch",
        files=damaged_time,
        person=True,
        says=("timestamp.txt",),
    ),
    Attack(
        "deep-folders",
        "hands in 150 folders in each other",
        files=deep_folders,
        solved=True,
        earns=13,
        tried=False,
    ),
    Attack(
        "notebook-folder",
        "hands in a folder in place of the notebook",
        files=lambda folder: ((folder / NOTEBOOK).unlink(), (folder / NOTEBOOK).mkdir()),
        person=True,
        says=("is a folder",),
    ),
    Attack(
        "settings",
        "hands in settings for nbgrader, Jupyter, pytest and git",
        files=lambda folder: [
            (folder / name).write_text(
                "import os\nos.system('touch /tmp/course/BREACHED')\nraise SystemExit\n"
            )
            for name in (
                "nbgrader_config.py",
                "jupyter_config.py",
                "conftest.py",
                "course_config.py",
                "ipython_config.py",
                "usercustomize.py",
            )
        ],
        solved=True,
        earns=13,
        tried=False,
    ),
    Attack(
        "produced-files",
        "makes files with odd names, links and pipes while it runs, for nbgrader to copy",
        solved=True,
        earns=13,
        last="for name in ('-rf', 'a\\nb', 'x' * 250, 'u90-arena.ipynb', 'timestamp.txt', 'nbgrader_config.py', 'page.html'):\n    open(name, 'w').write('<script>alert(1)</script>')\n"
        "os.symlink('/tmp/course/gradebook.db', 'link')\nos.symlink('/tmp/course/source', 'folder')\nattempt_pipe = subprocess.run(['mkfifo', 'pipe'], capture_output=True)\n"
        "open(b'\\xff\\xfe', 'w').close()\nwith open('sparse', 'wb') as file:\n    file.truncate(100_000_000)\ntried()",
    ),
    Attack(
        "forged-files",
        "has its agent name files outside its folder for the engine to write",
        solved=True,
        earns=13,
        last="import gc\nfor thing in gc.get_objects():\n    if type(thing).__name__ == 'Agent':\n"
        "        thing._actions = {**thing._actions, 'files': lambda *a: (a[2].encode(b'x'), {'files': {name: {'is': 'bytes', 'buffer': 0} for name in ('../evil', '/tmp/course/evil', 'a/../../evil', 'a\\x00b', 'y' * 3000, 'b', 'b/c', '.', '', 'u90-arena.ipynb/x')}})[1]}\ntried()",
    ),
]
