"""How a check reaches an answer.

    call(scale, x_train, x_test)[1]             # the second result, computed when a check asks for it
    call(train, model, x, y).argument(0)        # `model` as it is after the call

A test cell never calls a student's function itself: it hands `call(...)` to a check, which makes the
call, once. Where the function lives (this kernel, or another process) is the business of the `Reach`
in use, and of nothing else.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from grader_tests.messages import Text, text


@dataclass(frozen=True)
class Outcome:
    """What a call gave: its result, and its positional arguments as they were left."""

    result: Any
    arguments: Sequence[Any]


class Reach(Protocol):
    """Makes the calls. One implementation works in the student's kernel, another across processes."""

    def call(self, function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Outcome:
        """Call the student's function. Called by the first check that asks for the outcome.

        Raises:
            BaseException: whatever the student's function raises.
        """


class LocalReach:
    """The student's function is in this very process."""

    def call(self, function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Outcome:
        """Call it here."""
        return Outcome(function(*arguments, **keywords), arguments)


_reach: Reach = LocalReach()


def use(reach: Reach) -> Reach:
    """Make all later calls through `reach`; return the one in use before."""
    global _reach
    before, _reach = _reach, reach
    return before


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
    def origin(self) -> str | Text:
        """What to call the code that makes it, when that code fails: the name, where nothing is called."""
        return self.name


class NoSuchResult(Exception):  # noqa: N818 - a fact about an answer, not an error of ours
    """A call returned something else than as many results as the task names."""

    def __init__(self, number: int, returned: Any) -> None:
        super().__init__(number)
        self.number = number
        self.kind = type(returned).__name__


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
class Call(Answer):
    """A call of a student's function that has not been made yet; make one with `call`."""

    function: Any
    arguments: Sequence[Any]
    keywords: Mapping[str, Any]
    _outcomes: list[Outcome | BaseException] = field(default_factory=list, repr=False, compare=False)

    def outcome(self) -> Outcome:
        """Make the call, or return what it gave (or raise what it raised) the first time."""
        if not self._outcomes:
            try:
                self._outcomes.append(_reach.call(self.function, self.arguments, self.keywords))
            except BaseException as error:  # kept, so that a second check doesn't run it again
                self._outcomes.append(error)
        made = self._outcomes[0]
        if isinstance(made, BaseException):
            raise made
        return made

    def reach(self) -> Any:
        """Return the result of the call."""
        return self.outcome().result

    @property
    def name(self) -> str:
        """The call as the student would write it."""
        return f"`{function_name(self.function)}(…)`"

    def __getitem__(self, index: int) -> Answer:
        return Item(self, index)

    def argument(self, position: int) -> Answer:
        """Return the positional argument number `position` (from 0) as it is after the call."""
        return Argument(self, position)


@dataclass(frozen=True)
class Item(Answer):
    """One item of what a call returned."""

    of: Call
    index: int

    def reach(self) -> Any:
        """Return the item, or raise `NoSuchResult`."""
        returned = self.of.reach()
        try:
            return returned[self.index]
        except (TypeError, LookupError):
            raise NoSuchResult(self.index + 1, returned) from None

    @property
    def name(self) -> Text:
        """Which result of which call."""
        return text("result {number} of {call}", number=self.index + 1, call=self.of.name)

    @property
    def origin(self) -> str:
        """The call."""
        return self.of.name


@dataclass(frozen=True)
class Argument(Answer):
    """An argument after the call: what a function that works in place is judged by."""

    of: Call
    position: int

    def reach(self) -> Any:
        """Make the call, then return the argument."""
        return self.of.outcome().arguments[self.position]

    @property
    def name(self) -> Text:
        """The parameter's own name, and after which call."""
        return text("{argument} after {call}", argument=f"`{self._parameter()}`", call=self.of.name)

    @property
    def origin(self) -> str:
        """The call."""
        return self.of.name

    def _parameter(self) -> str:
        try:
            return list(inspect.signature(self.of.function).parameters)[self.position]
        except (TypeError, ValueError, IndexError):
            return str(self.position + 1)


def call(function: Callable[..., Any], *arguments: Any, **keywords: Any) -> Call:
    """Return the call `function(*arguments, **keywords)`, to be made by a check.

        check_array(call(scale, x_train, x_test)[1], expected, task=2)

    Args:
        function: the student's function.
        *arguments: handed over as they are; a function that changes them changes them.
        **keywords: likewise.
    """
    return Call(function, arguments, keywords)


def function_name(function: Any) -> str:
    """Return the name under which a student knows `function`."""
    name = getattr(function, "__name__", None)
    return name if isinstance(name, str) else type(function).__name__


def as_answer(given: Any, called: str) -> Answer:
    """Return `given` if it is an answer already, else a `Value` that goes by `called`."""
    return given if isinstance(given, Answer) else Value(given, called)
