"""What a student sees in a notebook: run in a real IPython shell, in this process."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from grader_tests import notebook


@pytest.fixture
def run(capsys, monkeypatch):
    shell = InteractiveShell()
    monkeypatch.setattr(notebook, "get_ipython", lambda: shell)
    shell.run_line_magic("colors", "nocolor")
    notebook.welcome()

    def run(cell):
        result = shell.run_cell(cell)
        return result, capsys.readouterr().out

    return run


def test_a_missing_name_in_a_test_cell_is_a_sentence(run):
    result, seen = run("from grader_tests import check_array\ncheck_array(labels, [1], task=1)")
    assert isinstance(result.error_in_exec, NameError)
    assert seen == (
        "✗ `labels` does not exist yet.\n"
        "    next: run the cells above this one, from the top; does the name in your cell match?\n"
    )


def test_a_missing_name_in_the_students_own_cell_keeps_its_traceback(run):
    assert "Traceback" in run("print(labels)")[1]


def test_a_stub_that_is_called_is_a_sentence(run):
    run("def train(model):\n    raise NotImplementedError()")
    seen = run("history = train(1)")[1]
    assert seen.startswith("✗ `train(…)`: nothing is written here yet.")
    assert "Traceback" not in seen


def test_a_failed_check_shows_no_code(run):
    seen = run("from grader_tests import check_array\nlabels = [2]\ncheck_array(labels, [1], task=3)")[1]
    assert seen.startswith("✗ `labels`: the number is wrong.")
    assert "Traceback" not in seen
    assert ".py" not in seen


def test_a_check_is_told_which_line_of_the_cell_failed(run):
    run("def scale(x):\n    y = x\n    return y / []")
    seen = run("from grader_tests import call, check_array\ncheck_array(call(scale, 1), [1], task=1)")[1]
    assert "look at line 3 of your cell: `return y / []`" in seen


def test_other_errors_keep_their_traceback(run):
    assert "ZeroDivisionError" in run("1 / 0")[1]
