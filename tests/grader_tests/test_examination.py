import random

import numpy as np
import pytest

from grader_tests import CheckBroken, CheckFailed, call, check_array
from grader_tests.examination import examine
from grader_tests.messages import text


def broken_check(answer, *, task):
    with examine(answer, task=task) as exam:
        exam.value()
        raise KeyError("ours")


def test_an_error_of_the_check_is_not_the_students():
    with pytest.raises(CheckBroken) as caught:
        broken_check(1, task=1)
    assert caught.value.check == "broken_check"
    assert "KeyError" in caught.value.cause


@pytest.mark.parametrize("error", [ValueError, SystemExit, GeneratorExit, MemoryError, RecursionError])
def test_whatever_the_student_raises_is_the_students(refused, error):
    def answer():
        raise error("mine")

    assert error.__name__ in refused(check_array, call(answer), 1).render("en")


def test_ctrl_c_goes_through():
    def answer():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_array(call(answer), 1, task=1)


def test_an_error_that_cannot_even_be_printed_is_the_students(refused):
    class Nasty(Exception):
        def __str__(self):
            raise ValueError("in str")

        __repr__ = __str__

    def answer():
        raise Nasty

    refused(check_array, call(answer), 1)


def test_a_stub_is_called_a_stub(refused):
    def answer():
        raise NotImplementedError()

    failure = refused(check_array, call(answer), 1)
    assert failure.claim.msgid == "{name}: nothing is written here yet."


def test_wrong_parameters_are_named(refused):
    failure = refused(check_array, call(lambda: 1, 2, 3), 1)
    assert "can't be called" in failure.claim.msgid
    assert "2 of them" in str(failure.expected)


def test_a_hidden_input_does_not_come_out_in_an_error(refused):
    def answer(x):
        raise ValueError(f"got {x}")

    assert "98765" not in refused(check_array, call(answer, 98765), 1, hidden=True).render("en")


def test_a_hint_replaces_the_next_line(refused):
    hint = {"ru": "подумайте", "en": "think"}
    failure = refused(check_array, 1, 2, hint=hint)
    assert "    next:     think\n" in failure.render("en")
    assert "    дальше:    подумайте\n" in failure.render("ru")


def test_the_answer_goes_by_its_name_in_the_cell(refused):
    labels = [1]
    with pytest.raises(CheckFailed) as caught:
        check_array(labels, [2], task=1)
    assert "`labels`" in str(caught.value)


def test_printing_and_random_state_of_the_answer_stay_inside(capfd):
    random.seed(1)
    np.random.seed(1)
    before = random.getstate(), np.random.get_state()[2]

    def answer():
        print("noise")
        import os
        import sys
        import warnings

        warnings.warn("noise", stacklevel=1)
        print("noise", file=sys.stderr)
        os.write(2, b"noise")
        random.random()
        np.random.random()
        return 1

    check_array(call(answer), 1, task=1)
    seen = capfd.readouterr()
    assert seen.out == "✓ `answer(…)`: the numbers are right.\n"
    assert seen.err == ""
    assert (random.getstate(), np.random.get_state()[2]) == before


def test_nothing_is_printed_unless_the_check_accepts(capsys):
    with examine(1, task=1) as exam:
        exam.value()
    assert capsys.readouterr().out == ""
    with examine(1, task=1) as exam:
        exam.accept(text("expected:"))
    assert capsys.readouterr().out == "✓ Expected:\n"


@pytest.mark.parametrize("returned", [None, [1, 2], "text", NotImplementedError, ZeroDivisionError])
def test_a_hint_does_not_hide_what_is_wrong_before_the_answer_can_be_compared(refused, returned):
    def answer():
        if isinstance(returned, type):
            raise returned
        return returned

    assert "think" not in refused(
        check_array, call(answer), 1, hint={"ru": "подумайте", "en": "think"}
    ).render("en")
