import numpy as np
import pytest

from grader_tests import call, check_dictionary

WANTED = {"mpg": 2.5, "origin": [0, 1]}


def test_numbers_and_arrays_under_their_keys_pass():
    check_dictionary({"mpg": np.float32(2.5), "origin": (0.0, 1.0)}, WANTED, task=1)
    check_dictionary(call(lambda: {"more": None, **WANTED}), WANTED, task=1, hidden=True)
    check_dictionary(call(lambda: (3, WANTED))[1], {"mpg": 2.4996}, atol=1e-3, task=1)


def test_other_numbers_fail_under_the_name_of_the_key(refused):
    failure = refused(check_dictionary, call(lambda: {"mpg": 2.6}), {"mpg": 2.5})
    assert "`<lambda>(…)`, key 'mpg': the number is wrong" in failure.render("en")
    assert "ключ 'mpg'" in failure.render("ru")
    assert refused(check_dictionary, {"mpg": 2.6}, {"mpg": 2.5}, hidden=True).got is None
    assert "shape" in refused(check_dictionary, {"mpg": [2.5]}, {"mpg": 2.5}).claim.msgid
    assert "None" in refused(check_dictionary, {"mpg": None}, {"mpg": 2.5}).render("en")


def test_a_missing_key_is_told_with_those_that_are_there(refused):
    failure = refused(check_dictionary, {"mae": 2.5}, WANTED)
    assert "nothing under the key 'mpg'" in failure.render("en")
    assert "'mae'" in str(failure.got)
    hidden = refused(check_dictionary, {"mae": 2.5}, WANTED, hidden=True)
    assert hidden.got is None
    assert "mae" not in hidden.render("en")


@pytest.mark.parametrize("subject", [(2.5, [0, 1]), 2.5, [], {1, 2}])
def test_what_is_no_dictionary_fails(refused, subject):
    assert "{'mpg': …, 'origin': …}" in refused(check_dictionary, subject, WANTED).render("ru")


def test_none_fails(refused):
    refused(check_dictionary, None, WANTED)


class Hostile:
    """A key that stops whoever looks at it."""

    def __hash__(self):
        return hash("mpg")

    def __eq__(self, other):
        raise SystemExit

    def __repr__(self):
        raise SystemExit


def test_keys_with_a_will_of_their_own_fail_and_stop_nothing(refused):
    refused(check_dictionary, {Hostile(): 2.5}, WANTED)
