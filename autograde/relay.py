"""The engine between the tests and the student's process: passes questions on, keeps time, and says what went
wrong.

    relay = Relay(examinee, grace_seconds=4)
    serving = asyncio.create_task(relay.serve(examiner))
    relay.allow(seconds=60)        # for all calls of the next test cell together

Neither side can reach the other but through here. Messages are passed on unread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import monotonic

from autograde.kernel import Kernel
from autograde.wire import Closed, Malformed, Message

TIMEOUT, DIED = "Timeout", "Died"  # as grader_tests.errors reads them
# What a question may be: the examiner reads a student's models and files, and is not trusted blindly either.
QUESTIONS = {"names", "call", "argument", "attribute", "probe", "read", "remove"}


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
        self._left = 0.0

    def allow(self, seconds: float) -> None:
        """Begin a test cell, whose calls have so many seconds together."""
        self._left = seconds
        self.timed_out = False

    async def serve(self, examiner: Kernel) -> None:
        """Answer the examiner's questions until it ends."""
        try:
            while True:
                question, buffers = await examiner.stream.receive()
                reply, data = await self.ask(question, buffers)
                await examiner.stream.send({**reply, "id": question.get("id")}, data)
        except (Closed, Malformed):
            return  # the examiner has ended; whoever runs its cells learns that from the kernel

    async def ask(self, question: Message, buffers: Sequence[bytes]) -> tuple[Message, list[bytes]]:
        """Return the examinee's answer, or an error in its place."""
        if self.stopped is not None:
            return _error(DIED), []
        if question.get("op") not in QUESTIONS | {"files"}:
            return _error("Malformed"), []
        started = monotonic()
        try:
            await self.examinee.stream.send(question, buffers)
            return await self._receive(question)
        except (Closed, Malformed):
            await self._give_up("died")
            return _error(DIED), []
        finally:
            self._left -= monotonic() - started

    async def _receive(self, question: Message) -> tuple[Message, list[bytes]]:
        receiving = asyncio.create_task(self.examinee.stream.receive())
        try:
            done, _ = await asyncio.wait({receiving}, timeout=max(self._left, 0.0))
            if not done:
                self.timed_out = True
                await self.examinee.interrupt_kernel()
                done, _ = await asyncio.wait({receiving}, timeout=self.grace_seconds)
                if not done:
                    await self._give_up("stuck")
                return _error(TIMEOUT), []
            reply, data = receiving.result()
        finally:
            receiving.cancel()
        if reply.get("id") != question.get("id"):
            raise Malformed("an answer to another question")
        return reply, data

    async def _give_up(self, why: str) -> None:
        self.stopped = why
        await self.examinee.kill()


def _error(kind: str) -> Message:
    return {"error": {"kind": kind, "message": "", "line": None, "stub": False}}
