"""How a check reaches an answer.

    call(scale, x_train, x_test)[1]             # the second result, computed when a check asks for it
    call(train, model, x, y).argument(0)        # `model` as it is after the call
    probe("gradient", custom_mse, y, p)         # what no single call tells: see `grader_tests.probes`

A test cell never calls a student's function itself: it hands `call(...)` to a check, which makes the
call, once. Where the function lives (this kernel, or another process) is the business of the `Reach`
in use, and of nothing else.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

import executing

from grader_tests.messages import Text, clean, text


@dataclass(frozen=True)
class Outcome:
    """What a call gave.

    Args:
        result: of the call.
        arguments: its positional arguments as they were left.
        returned: position of the argument that is the result; None if it is none of them.
    """

    result: Any
    arguments: Sequence[Any]
    returned: int | None = None


class Reach(Protocol):
    """Reaches what is the student's. One implementation works in the student's kernel, another across
    processes.
    """

    def call(self, function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Outcome:
        """Call the student's function. Called by the first check that asks for the outcome.

        Raises:
            BaseException: whatever the student's function raises.
        """

    def probe(self, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """Run a function of `grader_tests.probes` beside the student's objects, and return what it does."""

    def attribute(self, handle: Any, name: str) -> Any:
        """Return a public attribute of an object that is not here. Called by its handle."""

    def read_file(self, path: str) -> bytes | None:
        """Return what stands in a file that the student's code wrote; None if there is none."""

    def remove_file(self, path: str) -> None:
        """Remove such a file, if it is there."""

    def load_model(self, path: str) -> Any:
        """Return the model in such a file."""


class LocalReach:
    """The student's function is in this very process."""

    def call(self, function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Outcome:
        """Call it here."""
        result = function(*arguments, **keywords)
        return Outcome(result, arguments, position_of(result, arguments))

    def probe(self, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """Run it here."""
        from grader_tests import probes

        return getattr(probes, name)(*arguments, **keywords)

    def attribute(self, handle: Any, name: str) -> Any:
        """Read it here."""
        return getattr(handle, name)

    def read_file(self, path: str) -> bytes | None:
        """Read it here."""
        return Path(path).read_bytes() if Path(path).is_file() else None

    def remove_file(self, path: str) -> None:
        """Remove it here."""
        Path(path).unlink(missing_ok=True)

    def load_model(self, path: str) -> Any:
        """Load it as the student does, with the classes that are known here."""
        import keras

        return keras.saving.load_model(path)


_reach: Reach = LocalReach()


def reach() -> Reach:
    """Return the reach in use."""
    return _reach


def use(reach: Reach) -> Reach:
    """Make all later calls through `reach`; return the one in use before."""
    global _reach
    before, _reach = _reach, reach
    return before


def position_of(result: Any, arguments: Sequence[Any]) -> int | None:
    """Return which of the arguments a result is, the very object."""
    return next((place for place, argument in enumerate(arguments) if argument is result), None)


class Answer:
    """A value that a check asks for: `reach()` gives it or raises what the student's code raises."""

    def reach(self) -> Any:
        """Return the value."""
        raise NotImplementedError

    @property
    def name(self) -> str | Text:
        """What to call the answer in a message."""
        raise NotImplementedError

    @property
    def hidden_name(self) -> str | Text:
        """What to call it where no word of the student's own may stand."""
        return self.name

    @property
    def origin(self) -> str | Text:
        """What to call the code that makes it, when that code fails: the name, where nothing is called."""
        return self.name


class NoSuchResult(Exception):  # noqa: N818 - a fact about an answer, not an error of ours
    """A call returned something else than as many results as the task names."""

    def __init__(self, number: int, returned: Any) -> None:
        super().__init__(number)
        self.number = number
        self.returned = returned


class ModelReplaced(Exception):  # noqa: N818 - a fact about an answer, not an error of ours
    """A model that was handed over came back as an object of another class."""


@dataclass(frozen=True)
class Value(Answer):
    """An answer that is there already."""

    value: Any
    called: str

    def reach(self) -> Any:
        """Return the value itself."""
        return self.value

    @property
    def name(self) -> str:
        """The student's own name for it, in code font."""
        return f"`{self.called}`"


@dataclass(frozen=True)
class Unreachable(Answer):
    """A name whose value could not be had; a check that reaches for it learns why."""

    error: Exception
    called: str = "answer"

    def reach(self) -> Any:
        """Raise what stood in the way."""
        raise self.error

    @property
    def name(self) -> str:
        """The student's own name for it, in code font."""
        return f"`{self.called}`"


@dataclass(frozen=True)
class Call(Answer):
    """A call of a student's function that has not been made yet; make one with `call`.

    Args:
        function: the student's.
        arguments: by position.
        keywords: by name.
        called: the function's name in the test cell, never what the object says of itself.
        classes: of the arguments, as they were handed over.
    """

    function: Any
    arguments: Sequence[Any]
    keywords: Mapping[str, Any]
    called: str = ""
    classes: Sequence[type] = ()
    _outcomes: list[Outcome | BaseException] = field(default_factory=list, repr=False, compare=False)

    def outcome(self) -> Outcome:
        """Make the call, or return what it gave (or raise what it raised) the first time."""
        if not self._outcomes:
            try:
                self._outcomes.append(self._make())
            except BaseException as error:  # kept, so that a second check doesn't run it again
                self._outcomes.append(error)
        made = self._outcomes[0]
        if isinstance(made, BaseException):
            raise made
        return made

    def _make(self) -> Outcome:
        if isinstance(self.function, Unreachable):
            self.function.reach()
        return _reach.call(self.function, [_reached(a) for a in self.arguments], self.keywords)

    def reach(self) -> Any:
        """Return the result of the call."""
        return self.outcome().result

    @property
    def name(self) -> str | Text:
        """The call as the student would write it."""
        return f"`{self.called or function_name(self.function)}(…)`"

    @property
    def origin(self) -> str | Text:
        """The call; where its function could not be had, the function."""
        return f"`{self.called or 'answer'}`" if isinstance(self.function, Unreachable) else self.name

    def __getitem__(self, index: int | str) -> Answer:
        return Item(self, index)

    def argument(self, position: int) -> Answer:
        """Return the positional argument number `position` (from 0) as it is after the call."""
        return Argument(self, position)


@dataclass(frozen=True)
class Item(Answer):
    """One item of what a call returned, by position or by key; items have items in their turn."""

    of: Answer
    index: int | str

    def reach(self) -> Any:
        """Return the item, or raise `NoSuchResult`."""
        returned = self.of.reach()
        try:
            return returned[self.index]
        except (TypeError, LookupError):
            number = self.index + 1 if isinstance(self.index, int) else 1
            raise NoSuchResult(number, returned) from None

    def __getitem__(self, index: int | str) -> Answer:
        return Item(self, index)

    @property
    def name(self) -> Text:
        """Which result of which call."""
        if isinstance(self.of, Probe) and self.index == "returned":  # by the function that the probe called
            return text("the result of {function}", function=self.of.name)
        if isinstance(self.index, int) and type(self.of) is Call:
            return text("result {number} of {call}", number=self.index + 1, call=self.of.name)
        return text("entry {key} of {whole}", key=repr(self.index), whole=self.of.name)

    @property
    def hidden_name(self) -> str | Text:
        """The same: the test cell says it all, unless it is an entry of an argument."""
        if isinstance(self.of, Argument):
            return text("entry {key} of {whole}", key=repr(self.index), whole=self.of.hidden_name)
        return self.name

    @property
    def origin(self) -> str | Text:
        """The call."""
        return self.of.origin


@dataclass(frozen=True)
class Probe(Call):
    """A probe that has not been run yet; make one with `probe`. Its result can be picked apart: `[key]`."""

    def _make(self) -> Outcome:
        return Outcome(
            _reach.probe(str(self.function), [_reached(a) for a in self.arguments], self.keywords), ()
        )

    @property
    def name(self) -> str | Text:
        """What the probe looks at: its first argument."""
        looked_at = self.arguments[0] if self.arguments else None
        if isinstance(looked_at, Answer):
            return looked_at.name
        return f"`{self.called or function_name(looked_at)}`"

    @property
    def origin(self) -> str | Text:
        """What is looked at."""
        return self.name


@dataclass(frozen=True)
class Argument(Answer):
    """An argument after the call: what a function that works in place is judged by."""

    of: Call
    position: int

    def reach(self) -> Any:
        """Make the call, then return the argument.

        Raises:
            ModelReplaced: a model of Keras's own is none any more: what it says of its layers and weights
                would be the student's word.
        """
        value = self.of.outcome().arguments[self.position]
        before = self.of.classes[self.position]
        if _is_keras_model_class(before) and type(value) is not before:
            raise ModelReplaced
        return value

    @property
    def name(self) -> Text:
        """The parameter's own name, and after which call."""
        name = self._parameter()
        if name is None:
            return self.hidden_name
        return text("{argument} after {call}", argument=f"`{name}`", call=self.of.name)

    @property
    def hidden_name(self) -> Text:
        """Which argument of which call, by number: the parameters' names are the student's own."""
        return text("argument {number} after {call}", number=self.position + 1, call=self.of.name)

    @property
    def origin(self) -> str | Text:
        """The call."""
        return self.of.origin

    def _parameter(self) -> str | None:
        try:
            return list(inspect.signature(self.of.function).parameters)[self.position]
        except Exception:  # an object of the student's own may say anything of itself
            return None


def call(function: Callable[..., Any], *arguments: Any, **keywords: Any) -> Call:
    """Return the call `function(*arguments, **keywords)`, to be made by a check.

        check_array(call(scale, x_train, x_test)[1], expected, task=2)

    Args:
        function: the student's function.
        *arguments: handed over as they are; a function that changes them changes them.
        **keywords: likewise.
    """
    called = source_of_argument(inspect.currentframe().f_back, 0)  # type: ignore[union-attr]
    return Call(function, arguments, keywords, called, [type(argument) for argument in arguments])


def probe(name: str, *arguments: Any, **keywords: Any) -> Probe:
    """Return a run of the probe `name` of `grader_tests.probes`, to be made by a check.

        check_array(probe("gradient", custom_mse, y_true, y_pred), expected, task=2)

    Args:
        name: of the probe.
        *arguments: handed over; the first is what is looked at. A `call(...)` is made first.
        **keywords: likewise.
    """
    called = source_of_argument(inspect.currentframe().f_back, 1)  # type: ignore[union-attr]
    return Probe(name, arguments, keywords, called)


def _reached(argument: Any) -> Any:
    """Return what an argument stands for, when it is an answer itself."""
    return argument.reach() if isinstance(argument, Answer) else argument


def source_of_argument(frame: FrameType | None, position: int) -> str:
    """Return how a positional argument is written in the call that `frame` is making; "" if that is unknown.

    Messages call an answer by what the test cell calls it: a name that an object gives itself is the
    student's to choose, and could tell what a hidden test handed over.
    """
    node = executing.Source.executing(frame).node if frame is not None else None
    if not isinstance(node, ast.Call) or len(node.args) <= position:
        return ""
    argument = node.args[position]
    return "<lambda>" if isinstance(argument, ast.Lambda) else clean(ast.unparse(argument))


def function_name(function: Any) -> str:
    """Return the name that `function` gives itself."""
    try:
        name = getattr(function, "__name__", None)
    except Exception:  # an object of the student's own may raise anything
        name = None
    return clean(name if isinstance(name, str) else type(function).__name__)


def _is_keras_model_class(kind: type) -> bool:
    import keras

    return issubclass(kind, keras.Model) and kind.__module__.split(".")[0] == "keras"


def as_answer(given: Any, called: str) -> Answer:
    """Return `given` if it is an answer already, else a `Value` that goes by `called`."""
    if isinstance(given, Unreachable):
        return Unreachable(given.error, called)
    return given if isinstance(given, Answer) else Value(given, called)
