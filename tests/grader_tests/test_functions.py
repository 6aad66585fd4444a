from grader_tests import call, check_function


def half(x):
    return x / 2


def test_right_in_all_cases_passes(capsys):
    check_function(half, [((4,), 2), ((3,), 1.5)], task=1)
    assert capsys.readouterr().out == "✓ `half` returns what it should.\n"


def test_the_failing_case_is_shown_as_a_call(refused):
    failure = refused(check_function, lambda x: 2 if x == 4 else 0, [((4,), 2), ((3,), 1.5)])
    assert "(3)`" in failure.render("en")


def test_a_hidden_case_is_not_shown(refused):
    message = refused(check_function, half, [((12345,), 1)], hidden=True).render("en")
    assert "12345" not in message
    assert "6172" not in message


def test_a_string_result_is_compared_as_a_string(refused):
    class Any:
        def __eq__(self, other):
            return True

        def __ne__(self, other):
            return False

        __hash__ = None

    check_function(lambda: "tensorflow", [((), "tensorflow")], task=1)
    refused(check_function, lambda: "jax", [((), "tensorflow")])
    refused(check_function, Any, [((), "tensorflow")])


def test_what_is_no_function_fails(refused):
    assert refused(check_function, 3, [((), 3)]).claim.msgid == "{name} is not a function."


def test_a_function_that_a_call_returns_can_be_checked():
    check_function(call(lambda: half), [((4,), 2)], task=1)
