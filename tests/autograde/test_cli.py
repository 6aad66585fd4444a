"""The command line: one clear line and an exit status, never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograde import cli
from autograde.store import Store


@pytest.fixture
def run(tiny_course, monkeypatch, capsys):
    course = tiny_course()
    monkeypatch.chdir(course.root)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["autograde", *arguments])
        status = 0
        try:
            cli.main()
        except SystemExit as ended:
            status = ended.code or 0
        seen = capsys.readouterr()
        return status, seen.out, seen.err

    call.course = course
    return call


@pytest.mark.parametrize(
    "verb",
    ["build", "grade", "demo", "publish", "audit", "calibrate", "store show", "store verify", "store prune"],
)
def test_every_verb_has_help_with_an_example(run, verb):
    status, out, _ = run(*verb.split(), "--help")
    assert status == 0
    assert f"Example: autograde {verb}" in out


@pytest.mark.parametrize(
    ("verb", "says"),
    [
        ("grade", "Submissions at a time; without it one a core, as far as memory goes (1.5 GB each)."),
        ("grade", "as many as its workers have threads (-j has no effect): tcp://host:8786."),
        ("audit", "Cases at a time; without it one a core, as far as memory goes (1.5 GB each)."),
        ("calibrate", "Runs at a time; without it one a core, as far as memory goes (1.5 GB each)."),
        ("build", "[OPTIONS] [UNIT]... "),
        ("audit", "[OPTIONS] [UNIT]... "),
        ("grade", "[OPTIONS] {UNIT}... "),
        ("calibrate", "[OPTIONS] {UNIT}... "),
    ],
)
def test_help_shows_all_that_is_written_and_nothing_in_two_brackets(run, verb, says):
    _, out, _ = run(verb, "--help")
    assert says in " ".join(out.replace("│", " ").split())


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("build",), "release.build"),
        (("audit", "u09-tiny"), "audit.running.audit"),
        (("calibrate", "u09-tiny"), "audit.calibration.calibrate"),
        (("publish",), "publish.publish"),
        (("grade", "u09-tiny"), "grading.sweep"),
    ],
)
def test_after_ctrl_c_every_verb_says_how_to_go_on(run, monkeypatch, arguments, what):
    def interrupt(*arguments, **named):
        raise KeyboardInterrupt

    (run.course.root / "submitted" / "anna" / "u09-tiny").mkdir(parents=True)
    monkeypatch.setattr(f"autograde.{what}", interrupt)
    status, _, err = run(*arguments)
    assert status == 130
    assert err.strip() == "Stopped. Run the same command again to go on."


def test_help_starts_fast_because_it_imports_neither_nbgrader_nor_tensorflow():
    code = "import autograde.cli, sys; print({'nbgrader', 'tensorflow', 'keras'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    "arguments",
    [("grade", "u99-none"), ("build", "u99-none"), ("build", "--lang", "xx"), ("publish", "u99-none")],
)
def test_wrong_usage_is_status_2_and_one_line(run, arguments):
    status, _, err = run(*arguments)
    assert status == 2
    assert "Traceback" not in err
    assert err.strip()


def test_nothing_submitted_is_status_1(run):
    status, _, err = run("grade", "u09-tiny")
    assert status == 1
    assert "Nothing is submitted" in err


def test_outside_of_a_course_is_status_2(run, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    status, _, err = run("build")
    assert status == 2
    assert "course_config.py" in err


def test_build_and_its_check_tell_by_status_and_json(run):
    assert run("build", "--check")[0] == 1
    assert run("build", "--json", "built.json")[0] == 0
    assert len(json.loads((run.course.root / "built.json").read_text())["built"]) == 2
    assert run("build", "--check")[0] == 0


def test_a_json_file_that_cannot_be_written_is_said(run):
    status, _, err = run("build", "--json", "no/such/folder/x.json")
    assert status == 2
    assert "x.json" in err.replace("\n", "")


def test_where_a_record_lacks_nothing_nothing_is_run(run, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[2])
    status, out, _ = run("audit", "u02-architecture", "--extend", "--seeds", "2")
    assert (status, "u02-architecture: the record lacks nothing" in out) == (0, True)


def test_the_store_is_shown_verified_and_pruned(run):
    # In processes of their own: nbgrader's logging closes, through absl's, what pytest captures with.
    def ask(*arguments):
        command = [sys.executable, "-c", "from autograde.cli import main; main()", "store", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    store = Store(run.course.root / ".autograde" / "store")
    for number in range(3):
        store.put("verdicts", f"{number:064}", bytes(1000))
    status, out, _ = ask("show")
    assert (status, "verdicts: 3," in out, "answers: 0," in out) == (0, True, True)
    next(store.entries()).path.write_bytes(b"damaged")
    status, out, err = ask("verify")
    assert (status, out.count("verdicts"), "1 damaged" in err) == (1, 1, True)
    assert "3 removed" in ask("prune", "--to", "0")[1]
    assert list(store.entries()) == []
