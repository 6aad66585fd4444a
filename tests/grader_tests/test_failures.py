from grader_tests.failures import CheckBroken, CheckFailed, Failure
from grader_tests.messages import shown, text

FAILURE = Failure(
    claim=text("{name} has the wrong shape.", name="`x`"), task=2, expected=shown((3, 1)), got=shown((3,))
)


def test_the_parts_stand_in_one_column_in_both_languages():
    assert FAILURE.render("en") == (
        "✗ `x` has the wrong shape.\n"
        "    expected: (3, 1)\n"
        "    got:      (3,)\n"
        "    task:     point 2 of the exercise"
    )
    assert FAILURE.render("ru") == (
        "✗ `x`: форма неверна.\n    ожидалось: (3, 1)\n    получено:  (3,)\n    задание:   пункт 2 упражнения"
    )


def test_what_a_student_sees_is_the_message_alone():
    assert CheckFailed(FAILURE)._render_traceback_() == str(CheckFailed(FAILURE)).splitlines()


def test_a_broken_check_says_that_no_points_are_lost():
    assert "lose no points" in str(CheckBroken("check_array", "KeyError: 'x'"))
