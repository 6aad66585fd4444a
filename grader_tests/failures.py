"""What a check raises: the answer is wrong (`CheckFailed`), or the check itself is (`CheckBroken`)."""

from __future__ import annotations

from dataclasses import dataclass

from grader_tests.messages import Text, sentence, text


@dataclass(frozen=True)
class Failure:
    """One failed claim.

    Args:
        claim: what is wrong, as a whole sentence.
        task: number of the point of the exercise's task that this claim belongs to.
        expected: what the task asks for; None where that would tell a hidden test.
        got: what was found instead.
        next: what to try, or a question that leads there.
    """

    claim: Text
    task: int
    expected: Text | None = None
    got: Text | None = None
    next: Text | None = None

    def render(self, language: str | None = None) -> str:
        """Return the message: the claim, then one aligned line for each part that there is."""
        parts = [
            (text("expected:"), self.expected),
            (text("got:"), self.got),
            (text("next:"), self.next),
            (text("task:"), text("point {number} of the exercise", number=self.task)),
        ]
        rows = [(label.render(language), part.render(language)) for label, part in parts if part is not None]
        width = max(len(label) for label, _ in rows)
        head = f"✗ {sentence(self.claim.render(language))}"
        return "\n".join([head, *(f"    {label:<{width}} {row}" for label, row in rows)])


class CheckFailed(Exception):  # noqa: N818 - the name that students read
    """The answer is wrong. Its text is the message for the student."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure
        self.hints: list[str] = []  # lines that a stuck student gets, see `hints`; no part of the message

    def __str__(self) -> str:
        return self.failure.render()

    def _render_traceback_(self) -> list[str]:
        # Called by IPython in place of its traceback: a student reads the message, never our code.
        return [*str(self).splitlines(), *self.hints]


class CheckBroken(Exception):  # noqa: N818 - the pair of CheckFailed
    """The check's own code failed: nobody loses points, a teacher has to look."""

    def __init__(self, check: str, cause: str) -> None:
        super().__init__(check, cause)
        self.check = check
        self.cause = cause

    def __str__(self) -> str:
        return text(
            "! The check {check} is broken ({cause}). You lose no points: tell your teacher.",
            check=self.check,
            cause=self.cause,
        ).render()

    def _render_traceback_(self) -> list[str]:
        # Called by IPython in place of its traceback.
        return str(self).splitlines()
