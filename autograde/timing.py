"""Where the time of a class goes: wall seconds by phase.

timing = Timing()
with timing.phase("feedback"):
...
timing.seconds["feedback"]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic


@dataclass
class Timing:
    """Sums of wall seconds by phase, of one process."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the time of this block to a phase."""
        began = monotonic()
        try:
            yield
        finally:
            self.seconds[name] += monotonic() - began
