"""Golden messages: what a unit's mutants are told, in both languages, and what that follows from.

    golden = Golden(course, course.unit("u03-regression"))
    golden.holds()      # nothing has changed since it was written that could change a message
    golden.write(text)

Running every mutant takes minutes a unit. An audit has run them through the engine already, so while its record
holds, all that could change a message unnoticed is its translation: the key holds those of the unit's checks.
"""

import hashlib
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from autograde import cells
from autograde.audit.cases import folder_of
from autograde.audit.record import key, modules_used, problem
from autograde.course import Course, Unit
from autograde.source import read

_LIBRARY = Path(__file__).parent.parent.parent / "grader_tests"
_KEY = re.compile(r"^<!-- follows from (\w+) -->\n")


class Golden:
    """The file `messages.md` of a unit.

    Args:
        course: that the unit belongs to.
        unit: the unit.
    """

    def __init__(self, course: Course, unit: Unit) -> None:
        self._course = course
        self._unit = unit
        self._path = folder_of(course, unit) / "messages.md"

    def holds(self) -> bool:
        """Say whether the file is what the mutants would be told now, without running them."""
        found = _KEY.match(self._path.read_text(encoding="utf-8")) if self._path.is_file() else None
        return found is not None and found[1] == self.key() and problem(self._course, self._unit) is None

    def text(self) -> str:
        """Return the messages as they were read last."""
        return _KEY.sub("", self._path.read_text(encoding="utf-8"))

    def write(self, text: str) -> None:
        """Put messages into the file."""
        self._path.write_text(f"<!-- follows from {self.key()} -->\n{text}", encoding="utf-8")

    def key(self) -> str:
        """Return the hash of the unit, its tests' hints, its cases, its checks, and the translations of their
        sentences.
        """
        digest = hashlib.sha256(key(self._course, self._unit).encode())
        for cell in filter(cells.is_test, read(self._unit).cells):
            digest.update(f"\0{cell.source}".encode())
        catalogue = _catalogue()
        for path in modules_used(self._unit):
            for _, sentence, *_ in extract_from_file("python", path, keywords={"text": None}):
                entry = catalogue.get(sentence)
                digest.update(f"\0{sentence}\0{entry.string if entry else ''}".encode())
        return digest.hexdigest()[:32]


def _catalogue() -> Catalog:
    with (_LIBRARY / "locale/ru/LC_MESSAGES/grader_tests.po").open("rb") as file:
        return read_po(file, locale="ru")
