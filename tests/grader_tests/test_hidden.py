"""A hidden test tells neither its inputs nor a word that the student's code chose after seeing them."""

import keras
import numpy as np
import pytest

from grader_tests import (
    CheckFailed,
    call,
    check_array,
    check_computes,
    check_dropout,
    check_function,
    check_history,
    check_layers,
    check_metrics,
    check_optimizer,
    check_output,
    check_penalty,
    check_split,
    layer,
)
from grader_tests.answers import Outcome, Unreachable, use
from grader_tests.errors import ErrorFacts, RemoteError
from grader_tests.handles import CallableHandle

SECRET = 98765
X = np.random.default_rng(1).normal(size=(6, 5)).astype("float32")
CHECKS = {
    "array": lambda subject: (check_array, subject, SECRET),
    "function": lambda subject: (check_function, subject, [((SECRET,), 1.0)]),
    "history": lambda subject: (check_history, subject),
    "layers": lambda subject: (check_layers, subject, [layer("Dense")]),
    "metrics": lambda subject: (check_metrics, subject, "accuracy"),
    "optimizer": lambda subject: (check_optimizer, subject),
    "computes": lambda subject: (lambda *a, **k: check_computes(*a, weights=[X.T, None], **k), subject, X, X),
    "dropout": lambda subject: (lambda *a, **k: check_dropout(*a, training=True, **k), subject, X),
    "output": lambda subject: (check_output, subject, X),
    "penalty": lambda subject: (lambda *a, **k: check_penalty(*a, kernel=None, **k), subject, X),
    "split": lambda subject: (check_split, subject, X, np.arange(6)),
}


def told(function):
    """Return all that any check says of a function that has been given the secret."""
    for make in CHECKS.values():
        check, *rest = make(call(function, SECRET))
        try:
            check(*rest, task=1, hidden=True)
        except CheckFailed as failed:
            yield failed.failure.render("en")


def error_of_a_telling_class(given):
    raise type(f"Given{given}", (Exception,), {})(given)


def error_of_a_telling_text(given):
    raise ValueError(f"given {given}")


def type_error_from_elsewhere(given):
    exec(compile(f"raise TypeError('given {given}')", "<string>", "exec"))


def error_in_a_telling_line(given):
    import linecache

    file = f"<ipython-input-{given}>"
    linecache.cache[file] = (1, None, [f"given {given}\n"] * 3, file)
    names = {}
    exec(compile(f"def f():\n    raise ValueError('{given}')", file, "exec"), names)
    names["f"]()


def object_of_a_telling_class(given):
    return type(f"Given{given}", (), {})()


def layers_of_a_telling_class(given):
    kind = type(f"Given{given}", (keras.layers.Dense,), {})
    return keras.Sequential([keras.Input((5,)), kind(2, name=f"given{given}"), kind(3)])


def record_of_telling_names(given):
    history = keras.callbacks.History()
    history.history = {f"given{given}": [1.0]}
    return history


def renames_itself(given):
    renames_itself.__name__ = renames_itself.__qualname__ = f"given{given}"
    raise ValueError


TELLING = [
    error_of_a_telling_class,
    error_of_a_telling_text,
    type_error_from_elsewhere,
    error_in_a_telling_line,
    object_of_a_telling_class,
    layers_of_a_telling_class,
    record_of_telling_names,
    renames_itself,
]


@pytest.mark.parametrize("function", TELLING, ids=lambda function: function.__name__)
def test_it_tells_neither_an_input_nor_what_the_student_makes_of_it(function, capsys):
    messages = list(told(function))
    assert messages
    assert str(SECRET) not in "".join(messages) + capsys.readouterr().out


def test_an_argument_goes_by_its_number(refused):
    def double(given98765):
        return None

    message = refused(check_array, call(double, [3.0]).argument(0), [6.0], hidden=True).render("en")
    assert message.startswith("✗ Argument 1 after `double(…)`")


def test_the_line_of_an_error_is_told_by_its_number(refused):
    message = refused(check_array, call(error_in_a_telling_line, 3), 1, hidden=True).render("en")
    assert "look at line 2 of your cell." in message


@pytest.mark.parametrize("hidden", [True, False])
def test_an_answer_goes_by_what_the_test_cell_calls_it(refused, hidden):
    def answer(given):
        return "text"

    answer.__name__ = "something else"
    asked = call(answer, 1)
    assert refused(check_array, asked, 1, hidden=hidden).render("en").startswith("✗ `answer(…)` is not")
    assert "`answer(…)`" in refused(check_array, asked[0], 1, hidden=hidden).render("en")


class Process:
    """Another process that answers each call with the same error."""

    def __init__(self, **facts):
        self.facts = ErrorFacts.of({"message": "given 98765", "stub": False, **facts})

    def call(self, function, arguments, keywords):
        if self.facts.kind == "None":
            return Outcome(CallableHandle(1, "Given98765 x", frozenset(), "given98765", ("given98765",)), ())
        raise RemoteError(self.facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "Given98765"},
        {"kind": "given 98765"},
        {"kind": "TypeError"},
        {"kind": "TooLarge"},
        {"kind": "Malformed"},
        {"kind": "ValueError", "line": (98765, "given 98765")},
        {},
    ],
)
def test_another_process_can_not_tell_it_either(refused, facts):
    before = use(Process(**facts))
    handle = CallableHandle(1, "function", frozenset({"function"}), "given98765", ("given98765",))
    try:
        for asked in (call(handle, 1), call(handle, 1)[1]):
            assert str(SECRET) not in refused(check_array, asked, 1.0, hidden=True).render("en")
    finally:
        use(before)


def test_a_name_that_could_not_be_fetched_says_why_under_its_own_name(refused):
    died = Unreachable(RemoteError(ErrorFacts("Died", "", None, stub=False)))
    large = Unreachable(RemoteError(ErrorFacts("TooLarge", "it holds too much", None, stub=False)))
    assert refused(check_array, call(died, 1), 1).render("en").startswith("✗ `died` could not be fetched")
    assert refused(check_array, call(died, 1)[1], 1).render("ru").startswith("✗ `died`: получить не удалось")
    with pytest.raises(CheckFailed, match="`large`: the answer is too large"):
        check_array(large, 1, task=1)
    assert "Unreachable" not in refused(check_function, died, [((), 1)]).render("en")
