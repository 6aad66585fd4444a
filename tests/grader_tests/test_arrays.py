import numpy as np
import pytest

from grader_tests import CheckFailed, call, check_array


@pytest.mark.parametrize("right", [[1, 2], (1.0, 2.0), np.array([1, 2 + 1e-8])])
def test_equal_numbers_pass_whatever_holds_them(right):
    check_array(right, [1, 2], task=1)


def test_a_tensor_passes():
    import keras

    check_array(keras.ops.convert_to_tensor([1.0, 2.0]), [1, 2], task=1)


def test_a_column_is_not_a_row(refused):
    failure = refused(check_array, [[1], [2]], [1, 2])
    assert failure.claim.msgid == "{name} has the wrong shape."
    assert str(failure.got) == "(2, 1)"


def test_an_empty_answer_does_not_pass(refused):
    refused(check_array, [], [1, 2])


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_numbers_that_are_not_finite_fail(refused, wrong):
    assert "not finite" in refused(check_array, [1.0, wrong], [1.0, 2.0]).claim.msgid


def test_tolerances_are_kept(refused):
    check_array([1.019], [1.0], rtol=0.02, task=1)
    refused(check_array, [1.021], [1.0], rtol=0.02)


def test_none_asks_for_return(refused):
    assert "return" in str(refused(check_array, None, [1]).next)


@pytest.mark.parametrize("thing", ["text", object(), [[1], [2, 3]]])
def test_things_that_are_not_numbers_fail(refused, thing):
    assert "not an array" in refused(check_array, thing, [1]).claim.msgid


def test_an_object_whose_equality_says_yes_does_not_pass():
    class Yes(float):
        def __eq__(self, other):
            return True

        __hash__ = None

    with pytest.raises(CheckFailed):
        check_array([Yes(3)], [1], task=1)


def test_a_hidden_failure_tells_no_number(refused):
    message = refused(check_array, [7.25], [42.5], hidden=True).render("en")
    assert "7.25" not in message
    assert "42.5" not in message


def test_an_item_of_a_result_is_named(refused):
    def scale(x):
        return x, 2 * x

    failure = refused(check_array, call(scale, 3.0)[1], 7.0)
    assert failure.render("en").startswith("✗ Result 2 of `scale(…)`: the number is wrong.")


@pytest.mark.parametrize(("got", "expected"), [(0.9714, 0.971428), (1e-9, 2e-9), (3, 4)])
def test_two_numbers_never_look_the_same(refused, got, expected):
    failure = refused(check_array, got, expected, atol=0)
    assert str(failure.expected) != str(failure.got)
