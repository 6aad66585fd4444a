"""What the tests asked a student's process and what it answered: they can ask the same again without it.

    transcript = Transcript()
    transcript.begin("u01-scale-own@3")
    name = transcript.name(question, buffers)
    transcript.keep(name, reply, data)
    transcript.find(name)                    # (reply, data), or None: this was never asked

A question has the same name when it is the same, to the byte, at the same place: in the same test cell, with
as many of the student's cells before it, for the n-th time there.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence

from autograde.wire import Message

Exchange = tuple[Message, list[bytes]]


class Transcript:
    """The exchanges of one submission, by name.

    Args:
        exchanges: that are known already.
    """

    def __init__(self, exchanges: Mapping[str, Exchange] | None = None) -> None:
        self.exchanges: dict[str, Exchange] = dict(exchanges or {})
        self._place = ""
        self._seen: Counter[str] = Counter()
        self._calls: dict[object, str] = {}  # the id of a call in this run → its name

    def begin(self, place: str) -> None:
        """Begin a test cell."""
        self._place = place
        self._seen.clear()
        self._calls.clear()

    def name(self, question: Message, buffers: Sequence[bytes]) -> str:
        """Return the name of a question that is asked now."""
        asked = {part: value for part, value in question.items() if part != "id"}
        if "call" in asked:  # numbers of messages differ from run to run
            asked["call"] = self._calls.get(asked["call"], "")
        digest = hashlib.sha256(json.dumps([self._place, asked], sort_keys=True).encode())
        for buffer in buffers:
            digest.update(hashlib.sha256(buffer).digest())
        same = digest.hexdigest()
        name = f"{same}-{self._seen[same]}"
        self._seen[same] += 1
        self._calls[question.get("id")] = name
        return name

    def keep(self, name: str, reply: Message, data: Sequence[bytes]) -> None:
        """Remember an answer."""
        self.exchanges[name] = ({part: value for part, value in reply.items() if part != "id"}, list(data))

    def find(self, name: str) -> Exchange | None:
        """Return the answer to a question of this name; None if it was never asked."""
        return self.exchanges.get(name)
