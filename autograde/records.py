"""Which submissions are graded already: a fingerprint of everything that a mark depends on, one small
file each.

    record = Records(course.root / "autograded", "u01-workflow")
    if record.holds("anna", fingerprint): ...
    record.forget("anna"); ...grade...; record.keep("anna", fingerprint)

They stand in autograded/.graded/, where neither nbgrader's patterns (`autograded/*/…`) nor its copying
sees them.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograde.facts import CellFacts
from autograde.versions import code

_READ_BYTES = 100_000_000  # of one file; a submission with a larger one is refused


@dataclass(frozen=True)
class Records:
    """The records of one unit."""

    autograded: Path
    unit: str

    def _path(self, student: str) -> Path:
        return self.autograded / ".graded" / self.unit / student

    def holds(self, student: str, fingerprint: str) -> bool:
        """Whether exactly this was graded to the end."""
        try:
            return self._path(student).read_text(encoding="ascii") == fingerprint
        except OSError:
            return False

    def forget(self, student: str) -> None:
        """Before grading: an interrupted one must not look finished."""
        self._path(student).unlink(missing_ok=True)

    def keep(self, student: str, fingerprint: str) -> None:
        """After grading."""
        path = self._path(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(fingerprint, encoding="ascii")
        fresh.replace(path)


def fingerprint(folder: Path, facts: Sequence[CellFacts], settings: str) -> str:
    """Return a hash of a submission, its unit's tests, the checks' own code, and the settings of a run.

    Links and special files count by name only: nothing is followed. Of a file too large to be graded its
    size and time count: reading it would take the whole class's memory. Of what can't be read counts why.
    """
    digest = hashlib.sha256()
    for part in (repr(facts), settings, code("autograde/**/*.py", "grader_tests/**/*.py")):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    waiting = [folder]
    while waiting:  # not by recursion, as `rglob` of Python 3.11: folders may be nested a thousand deep
        path = waiting.pop()
        digest.update(os.fsencode(path.relative_to(folder)) + b"\0")
        try:
            status = path.lstat()
            digest.update(f"{stat.S_IFMT(status.st_mode)}\0".encode())
            if stat.S_ISDIR(status.st_mode):
                waiting += sorted(path.iterdir(), reverse=True)
            elif stat.S_ISREG(status.st_mode) and status.st_size > _READ_BYTES:
                digest.update(f"{status.st_size}\0{status.st_mtime_ns}\0".encode())
            elif stat.S_ISREG(status.st_mode):
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:  # that is said where it is graded; once it is mended, it is another print
            digest.update(f"{error.errno}\0".encode())
    return digest.hexdigest()
