"""Hints come after two and after four different answers that failed; nothing else counts."""

import json

import pytest
from IPython.core.interactiveshell import InteractiveShell

from grader_tests import answers, hints

TEST = "from grader_tests import call, check_array\ncheck_array(call(double, 4), 8, task=1)"
HINTS = """
[double]
nudge.ru = "во сколько раз?"
nudge.en = "how many times larger?"
more.ru = "умножьте"
more.en = "multiply"
"""


@pytest.fixture
def shell(monkeypatch, tmp_path):
    made = InteractiveShell()
    monkeypatch.setattr(hints, "get_ipython", lambda: made)
    monkeypatch.setenv("GRADER_TESTS_LANG", "en")
    made.run_line_magic("colors", "nocolor")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hints.toml").write_text(HINTS, encoding="utf-8")
    return made


@pytest.fixture
def seen(shell, capsys):
    def answered(code):
        shell.run_cell(code, store_history=True)
        capsys.readouterr()
        shell.run_cell(TEST, store_history=True)
        return [line.strip() for line in capsys.readouterr().out.splitlines() if "hint:" in line]

    return answered


def wrong(number):
    return f"def double(x):\n    return x + {number}"


def test_a_nudge_after_two_different_answers_and_more_after_four(seen):
    found = [seen(wrong(number)) for number in range(4)]
    nudge, more = "hint: how many times larger?", "hint: multiply"
    assert found == [[], [nudge], [nudge], [nudge, more]]


def test_the_same_answer_again_counts_once_however_it_is_spaced(seen):
    assert seen(wrong(1)) == []
    assert seen(wrong(1)) == []
    assert seen(wrong(1).replace(" + ", "  +  ") + "  # the same") == []


def test_a_blank_that_nobody_filled_does_not_count(seen):
    blank = "def double(x):\n    raise NotImplementedError()"
    assert [seen(blank), seen(blank + "\n\n"), seen(wrong(1))] == [[], [], []]


def test_a_right_answer_gets_none(seen):
    for number in range(3):
        seen(wrong(number))
    assert seen("def double(x):\n    return 2 * x") == []


def test_they_outlive_the_kernel(seen, tmp_path, monkeypatch, capsys):
    seen(wrong(1))
    assert list(json.loads((tmp_path / ".hints.json").read_text())) == ["double"]
    later = InteractiveShell()
    monkeypatch.setattr(hints, "get_ipython", lambda: later)
    later.run_cell(wrong(2), store_history=True)
    later.run_cell(TEST, store_history=True)
    assert "hint: how many times larger?" in capsys.readouterr().out


@pytest.mark.parametrize("damaged", ["[double", "double = 3", "[double]\nnudge = 4\n", ""])
def test_a_damaged_file_of_hints_disturbs_nothing(seen, tmp_path, damaged):
    (tmp_path / "hints.toml").write_text(damaged, encoding="utf-8")
    (tmp_path / ".hints.json").write_text("[1, 2", encoding="utf-8")
    assert [seen(wrong(number)) for number in range(3)] == [[], [], []]


def test_a_graders_tests_give_none(seen, monkeypatch):
    class Elsewhere:
        def call(self, function, arguments, keywords):
            return answers.Outcome(5, arguments)

    before = answers.use(Elsewhere())
    try:
        assert [seen(wrong(number)) for number in range(3)] == [[], [], []]
    finally:
        answers.use(before)


def test_of_what_a_check_judges_the_name_is_that_of_the_answer():
    call = answers.Call(len, [[1]], {}, called="measure")
    assert hints.name_of(call) == "measure"
    assert hints.name_of(call[0]["a"]) == "measure"
    assert hints.name_of(call.argument(0)) == "measure"
    assert hints.name_of(answers.Value(3, "model")) == "model"
    assert hints.name_of(answers.probe("gradient", call)) == "measure"
