"""The engine between the tests and the student's process: passes questions on, keeps time, and says what went
wrong.

    relay = Relay(examinee, grace_seconds=4)
    serving = asyncio.create_task(serve(examiner, relay.ask))
    relay.begin("u01-scale-own@3", seconds=60)        # for all calls of the next test cell together

Neither side can reach the other but through here. Messages are passed on unread, and remembered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from time import monotonic
from typing import Any

from autograde.kernel import Kernel
from autograde.transcript import Transcript
from autograde.wire import Closed, Malformed, Message

TIMEOUT, DIED = "Timeout", "Died"  # as grader_tests.errors reads them
# What a question may be: the examiner reads a student's models and files, and is not trusted blindly either.
QUESTIONS = {"names", "call", "argument", "attribute", "probe", "read", "remove"}

Ask = Callable[[Message, list[bytes]], Coroutine[Any, Any, tuple[Message, list[bytes]]]]


async def serve(examiner: Kernel, ask: Ask) -> None:
    """Answer the examiner's questions until it ends."""
    try:
        while True:
            question, buffers = await examiner.stream.receive()
            reply, data = await ask(question, buffers)
            try:
                await examiner.stream.send({**reply, "id": question.get("id")}, data)
            except Malformed:  # it could be read, but not be written again
                await examiner.stream.send({**_error("Malformed"), "id": question.get("id")}, [])
    except (Closed, Malformed):
        return  # the examiner has ended; whoever runs its cells learns that from the kernel


class Relay:
    """Asks one examinee on behalf of one examiner.

    Args:
        examinee: the student's kernel.
        grace_seconds: from the interrupt of a call to the end of its kernel.
    """

    def __init__(self, examinee: Kernel, grace_seconds: float) -> None:
        self.examinee = examinee
        self.grace_seconds = grace_seconds
        self.stopped: str | None = None  # `died` or `stuck`, once no answer can come any more
        self.timed_out = False  # a call of the test cell that runs was interrupted
        self.used_seconds = 0.0  # by the kernel's watch, by the calls of this test cell
        self.transcript = Transcript()
        self._allowed = 0.0

    def begin(self, place: str, seconds: float) -> None:
        """Begin a test cell, whose calls have so many seconds together."""
        self.transcript.begin(place)
        self._allowed = seconds
        self.used_seconds = 0.0
        self.timed_out = False

    async def ask(self, question: Message, buffers: Sequence[bytes]) -> tuple[Message, list[bytes]]:
        """Return the examinee's answer, or an error in its place."""
        if self.stopped is not None:
            return _error(DIED), []
        if question.get("op") not in QUESTIONS | {"files"}:
            return _error("Malformed"), []
        started = monotonic()
        name = self.transcript.name(question, buffers)
        watch = self.examinee.stopwatch()
        exchange = asyncio.create_task(self._exchange(question, buffers))
        try:
            if not await watch.within(self._allowed - self.used_seconds, exchange):
                self.timed_out = True
                await self.examinee.interrupt_kernel()
                if not await self.examinee.stopwatch().within(self.grace_seconds, exchange):
                    await self._give_up("stuck")
                return _error(TIMEOUT), []
            reply, data = exchange.result()
            if question.get("timed"):
                # By this clock, whatever the student's process says; kept with the answer.
                reply = {**reply, "seconds": monotonic() - started}
            self.transcript.keep(name, reply, data)
            return reply, data
        except (Closed, Malformed):
            await self._give_up("died")
            return _error(DIED), []
        finally:
            exchange.cancel()
            self.used_seconds += watch.seconds

    async def _exchange(self, question: Message, buffers: Sequence[bytes]) -> tuple[Message, list[bytes]]:
        """Send and receive: a process that does not read holds up a large question as long as it likes."""
        await self.examinee.stream.send(question, buffers)
        reply, data = await self.examinee.stream.receive()
        if reply.get("id") != question.get("id"):
            raise Malformed("an answer to another question")
        return reply, data

    async def _give_up(self, why: str) -> None:
        self.stopped = why
        await self.examinee.kill()


def _error(kind: str) -> Message:
    return {"error": {"kind": kind, "message": "", "line": None, "stub": False}}


class Recorded:
    """Answers from a transcript: the same interface, and no student's process.

    Args:
        transcript: of an earlier run.
    """

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.missing = False  # something was asked that was never asked before: no verdict follows from this

    async def ask(self, question: Message, buffers: Sequence[bytes]) -> tuple[Message, list[bytes]]:
        """Return the recorded answer, or an error in its place."""
        found = self.transcript.find(self.transcript.name(question, buffers))
        if found is None:
            self.missing = True
            return _error(DIED), []
        return found
