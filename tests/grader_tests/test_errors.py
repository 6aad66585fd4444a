"""An exception that was raised in another process: what is told of it, and as what it can be caught."""

import builtins
import json

import pytest

from grader_tests.errors import ErrorFacts, RemoteError, facts_of


class OwnError(ValueError):
    pass


def arrived(error: BaseException) -> RemoteError:
    """Return what comes out at the other side when `error` is raised at this one."""
    return RemoteError(ErrorFacts.of(json.loads(json.dumps(facts_of(error).plain()))))


@pytest.mark.parametrize(
    ("raised", "caught"),
    [
        (ValueError("no"), ValueError),
        (OwnError("no"), ValueError),
        (ZeroDivisionError("no"), ArithmeticError),
        (FileNotFoundError(2, "no", "name"), OSError),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "no"), ValueError),
        (KeyError("no"), LookupError),
        (AssertionError("no"), AssertionError),
    ],
)
def test_it_is_caught_as_what_was_raised(raised, caught):
    with pytest.raises(caught) as found:
        raise arrived(raised)
    assert isinstance(found.value, RemoteError)
    assert "no" in str(found.value)
    assert facts_of(found.value) == facts_of(raised)


@pytest.mark.parametrize("raised", [StopIteration(), KeyboardInterrupt(), SystemExit(0), SyntaxError("no")])
def test_what_would_end_a_loop_or_the_tests_is_no_more_than_remote(raised):
    assert type(arrived(raised)) is RemoteError


def test_every_kind_that_python_has_can_arrive():
    kinds = [kind for kind in vars(builtins).values() if isinstance(kind, type)]
    for kind in (kind for kind in kinds if issubclass(kind, BaseException)):
        error = RemoteError(ErrorFacts(kind.__name__, "the message", None, stub=False))
        assert str(error) == "the message"
        assert isinstance(error, Exception)


@pytest.mark.parametrize(
    "base", ["print", "__import__", "BaseException", 5, ["x"], "\ud800", "x" * 10**6, ""]
)
def test_a_kind_that_is_none_is_remote(base):
    told = {"kind": "E", "message": "m", "line": None, "stub": False, "base": base}
    assert type(RemoteError(ErrorFacts.of(told))) is RemoteError


def test_a_name_that_a_student_took_says_nothing():
    own = type("ValueError", (Exception,), {})
    assert not isinstance(arrived(own("no")), ValueError)
