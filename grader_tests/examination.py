"""What every check has in common: reach the answer, judge it, say what was found.

    with examine(answer, task=2) as exam:
        found = exam.value()
        if not right(found):
            exam.fail(text("…"))
        exam.accept(text("…"))

Two kinds of failure come out and are never mixed: whatever the student's side raises is `CheckFailed`,
whatever our side raises is `CheckBroken`.
"""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, NoReturn, TypeVar

from grader_tests.answers import (
    Answer,
    Argument,
    Call,
    Item,
    ModelReplaced,
    NoSuchResult,
    Probe,
    Unreachable,
    as_answer,
    source_of_argument,
)
from grader_tests.errors import (
    DIED,
    MALFORMED,
    TIMEOUT,
    TOO_LARGE,
    ErrorFacts,
    ModelMismatch,
    RemoteError,
    facts_of,
)
from grader_tests.failures import CheckBroken, CheckFailed, Failure
from grader_tests.handles import is_public_name, kind_of
from grader_tests.hints import hints_for, name_of
from grader_tests.messages import Text, sentence, shown, text, verbatim
from grader_tests.quiet import quiet

Hint = Mapping[str, str]
_T = TypeVar("_T")
_LAST_LINE = 999  # that a hidden test names
_OUR_FOLDER = str(Path(__file__).parent)


class Examination:
    """One check of one answer.

    Args:
        answer: what is judged.
        check: the name of the check, for a teacher who mends it.
        task: number of the point of the task that the check belongs to.
        hidden: the message names neither inputs nor expected values.
        hint: what to try when the answer itself is wrong, in both languages; in place of the check's own.
    """

    def __init__(self, answer: Answer, check: str, task: int, hidden: bool, hint: Hint | None) -> None:
        self.answer = answer
        self.check = check
        self.task = task
        self.hidden = hidden
        self.hint = hint
        self.accepted: Text | None = None
        self._reaching = False  # the student's call itself is being made

    @property
    def name(self) -> str | Text:
        """What to call the answer in a message."""
        return self.answer.hidden_name if self.hidden else self.answer.name

    def kind(self, value: Any) -> Text:
        """Return the name of a value's class for a message; a hidden test shows none that students chose."""
        return self.class_name(kind_of(value))

    def class_name(self, name: str) -> Text:
        """Return the name of a class of the student's for a message: as `kind`."""
        if is_public_name(name) or (not self.hidden and name.isidentifier()):
            return shown(name)
        return text("a class of your own")

    def value(self) -> Any:
        """Return the answer, or fail with what the student's code raised."""
        try:
            self._reaching = True
            return self.touch(self.answer.reach, of=self.answer.origin)
        finally:
            self._reaching = False

    def not_none(self) -> Any:
        """Return the answer, or fail where it is None: a function without `return` gives that."""
        found = self.value()
        if found is None:
            self.fail_none(self.name)
        return found

    def fail_none(self, name: str | Text) -> NoReturn:
        """Fail where something that has a name is None."""
        self.fail(
            text("{name} is None.", name=name), next=text("does the function end with `return`?"), early=True
        )

    def touch(self, action: Callable[..., _T], *arguments: Any, of: str | Text | None = None) -> _T:
        """Return `action(*arguments)`, which runs the student's code, quietly.

        Args:
            action: a call of the student's function or of a method of the student's object.
            *arguments: handed to `action`.
            of: what to call it in a message (default: the answer's name).

        Raises:
            CheckFailed: the action raised anything; Ctrl-C alone goes through.
        """
        try:
            with quiet():
                return action(*arguments)
        except (KeyboardInterrupt, CheckFailed, CheckBroken):
            raise
        except BaseException as error:
            self._raised(error, of or self.name)

    def fail(
        self,
        claim: Text,
        *,
        expected: Text | None = None,
        got: Text | None = None,
        next: Text | None = None,  # noqa: A002 - the word that the message shows
        told: bool = False,
        early: bool = False,
    ) -> NoReturn:
        """Raise `CheckFailed`.

        Args:
            claim: what is wrong, a whole sentence.
            expected: what was expected. Left out of a hidden check's message unless `told`.
            got: what was found. Left out likewise: an answer can carry the hidden input.
            next: what to try; the check's own `hint` comes before it.
            told: `expected` and `got` hold only what the task says, counts, `kind` and shapes.
            early: the answer could not even be compared, so the exercise's own hint does not fit.
        """
        shown = told or not self.hidden
        raise CheckFailed(
            Failure(
                claim=claim,
                task=self.task,
                expected=expected if shown else None,
                got=got if shown else None,
                next=verbatim(self.hint) if self.hint and not early else next,
            )
        )

    def accept(self, claim: Text) -> None:
        """Note what was shown to hold; it is printed when the check ends."""
        self.accepted = claim

    def _raised(self, error: BaseException, name: str | Text) -> NoReturn:
        """Fail for what the student's side raised.

        The text of an exception, its class and the line it names are the student's to choose: what a hidden
        test handed over could stand in them. Of a hidden test they tell the class, where it is Python's or
        Keras's, and the number of the line.
        """
        facts = facts_of(error)
        if facts.stub:
            self.fail(
                text("{name}: nothing is written here yet.", name=name),
                next=text("replace `raise NotImplementedError()` with your code and run the cell."),
                early=True,
            )
        if isinstance(error, ModelMismatch):
            self.fail(
                text("{name} does not predict what its layers do.", name=name),
                next=text("is a layer's `call` replaced, or a weight changed behind Keras's back?"),
                early=True,
            )
        if isinstance(error, ModelReplaced):
            self.fail(
                text("{name} is of another class than the model that was handed over.", name=self.name),
                next=text("train the given model itself: its class and its layers stay as they are."),
                early=True,
            )
        if isinstance(error, NoSuchResult):
            self.fail(
                text("{name} does not return result {number}.", name=name, number=error.number),
                got=text("one object of the kind {kind}", kind=self.kind(error.returned)),
                next=text("return all results, separated by commas: `return first, second`."),
                told=True,
                early=True,
            )
        made = _call_of(self.answer) if self._reaching else None
        if (
            facts.kind == "TypeError"
            and facts.line is None
            and made is not None
            and not isinstance(made, Probe)
        ):
            self.fail(
                text("{name} can't be called as the task says.", name=name),
                expected=text(
                    "the arguments that the task names: {number} of them", number=len(made.arguments)
                ),
                got=None if self.hidden else shown(facts.message),
                told=True,
                early=True,
            )
        self._stopped(facts, name)
        self.fail(
            text("{name} stops with an error: {kind}.", name=name, kind=self.class_name(facts.kind)),
            got=shown(facts.message),
            next=self._line(facts),
            early=True,
        )

    def _stopped(self, facts: ErrorFacts, name: str | Text) -> None:
        """Fail where it was the engine that could not get the answer."""
        if facts.kind not in (TIMEOUT, DIED, TOO_LARGE, MALFORMED):
            return
        gone = isinstance(self.answer, Unreachable) or (
            isinstance(made := _call_of(self.answer), Call) and isinstance(made.function, Unreachable)
        )
        claims = {
            TIMEOUT: text("{name} runs too long and was stopped.", name=name),
            DIED: text("{name} ends the kernel.", name=name),
            TOO_LARGE: text("{name}: the answer is too large to be looked at.", name=name),
            MALFORMED: text("{name}: the answer can't be read.", name=name),
        }
        if gone and facts.kind in (TIMEOUT, DIED):
            self.fail(
                text("{name} could not be fetched: the kernel had stopped or was busy.", name=name),
                next=text("restart the kernel and run all cells: which one stops it, or never ends?"),
                early=True,
            )
        self.fail(
            claims[facts.kind],
            next=text("call it yourself in a new cell, on a few rows.")
            if facts.kind in (TIMEOUT, DIED)
            else text("hand back what the task asks for, and no more: numbers, arrays, Keras objects."),
            early=True,
        )

    def _line(self, facts: ErrorFacts) -> Text:
        if facts.line is None:
            return text("call it yourself in a new cell and read the last line of the error.")
        number, source = facts.line
        if self.hidden:
            return text("look at line {number} of your cell.", number=min(max(number, 0), _LAST_LINE))
        return text("look at line {number} of your cell: {source}", number=number, source=f"`{source}`")


@contextmanager
def examine(
    given: Any, *, task: int, hidden: bool = False, hint: Hint | None = None
) -> Iterator[Examination]:
    """Open the examination of `given` for the check that calls this.

    Args:
        given: the check's first argument: a value, or an answer made by `call`.
        task: see `Examination`, as the two that follow.
        hidden: see `Examination`.
        hint: see `Examination`.

    Raises:
        CheckFailed: as the check or the student's code decides.
        CheckBroken: the check raised anything else.
    """
    check_frame = _caller(_caller(inspect.currentframe()))  # contextlib's frame lies between
    check = check_frame.f_code.co_name
    exam = Examination(as_answer(given, _name_at_call(_caller(check_frame))), check, task, hidden, hint)
    try:
        yield exam
    except CheckFailed as failed:
        failed.hints = hints_for(name_of(exam.answer))
        raise
    except (CheckBroken, KeyboardInterrupt):
        raise
    except (RemoteError, ModelMismatch) as error:  # the student's, wherever the check was when it came
        exam._raised(error, exam.name)
    except Exception as error:
        raise CheckBroken(
            check, f"{type(error).__name__}: {facts_of(error).message}, {_our_line(error)}"
        ) from error
    if exam.accepted is not None:
        print(f"✓ {sentence(str(exam.accepted))}")  # noqa: T201 - the student reads it below the cell


def _caller(frame: FrameType | None) -> FrameType:
    if frame is None or frame.f_back is None:
        raise RuntimeError("a check is called by a cell")
    return frame.f_back


def _name_at_call(frame: FrameType) -> str:
    """Return the source of the first argument of the call that `frame` is making."""
    return source_of_argument(frame, 0) or "answer"


def _call_of(answer: Answer) -> Call | None:
    while isinstance(answer, (Item, Argument)):
        answer = answer.of
    return answer if isinstance(answer, Call) else None


def _our_line(error: BaseException) -> str:
    trace: TracebackType | None = error.__traceback__
    ours = [frame for frame in traceback.extract_tb(trace) if frame.filename.startswith(_OUR_FOLDER)]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else type(error).__name__
