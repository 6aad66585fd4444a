import pytest

from grader_tests import call, check_array
from grader_tests.answers import LocalReach, Outcome, use


def test_a_call_is_made_once_for_all_checks():
    made = []

    def answer():
        made.append(1)
        return 3.0, 4.0

    asked = call(answer)
    assert not made
    check_array(asked[0], 3, task=1)
    check_array(asked[1], 4, task=1)
    assert made == [1]


def test_an_error_is_kept_too(refused):
    made = []

    def answer():
        made.append(1)
        raise ValueError("no")

    asked = call(answer)
    refused(check_array, asked, 1)
    refused(check_array, asked, 1)
    assert made == [1]


def test_an_argument_is_seen_after_the_call():
    def double(values):
        values[0] *= 2

    check_array(call(double, [3.0]).argument(0), [6.0], task=1)


def test_an_argument_goes_by_the_students_own_name(refused):
    def train(my_model):
        return my_model

    failure = refused(check_array, call(train, 1.0).argument(0), 2.0)
    assert failure.render("en").startswith("✗ `my_model` after `train(…)`")


def test_every_call_goes_through_the_reach_in_use():
    class Elsewhere:
        def call(self, function, arguments, keywords):
            return Outcome(42.0, arguments)

    before = use(Elsewhere())
    try:
        check_array(call(lambda: 1.0), 42, task=1)
    finally:
        use(before)
    assert isinstance(before, LocalReach)


@pytest.mark.parametrize("returned", [(1, 2), None, 3.0])
def test_a_result_that_is_not_there_is_the_students_error(refused, returned):
    failure = refused(check_array, call(lambda: returned)[2], 1)
    assert failure.render("en").startswith("✗ `<lambda>(…)` does not return result 3.")


def test_an_error_is_the_calls_not_the_results(refused):
    def scale():
        raise NotImplementedError

    failure = refused(check_array, call(scale)[1], 1)
    assert failure.render("en").startswith("✗ `scale(…)`: nothing is written here yet.")
