"""docs/glossary.md: which terms the course uses in Russian, and which it avoids.

    for stem in stems_of(course.root / "docs/glossary.md"):
        stem.pattern.search("Размер батча")     # finds it
        stem.instead                            # "мини-пакет, размер мини-пакета"

The table's columns are English, Russian, avoid, note. In *avoid*, each code span is a regular expression that
matches from the beginning of a word, in any letter case, whatever ending follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograde.errors import NeedsPerson


@dataclass(frozen=True)
class Stem:
    """A term to avoid, and what to write."""

    pattern: re.Pattern[str]
    instead: str


def stems_of(glossary: Path) -> tuple[Stem, ...]:
    """Read the terms to avoid; a course without a glossary avoids none.

    Raises:
        NeedsPerson: a row hasn't four columns, or a code span isn't a regular expression.
    """
    if not glossary.is_file():
        return ()
    found: list[Stem] = []
    for number, line in enumerate(glossary.read_text("utf-8").split("\n"), start=1):
        if not line.startswith("|") or set(line) <= set("|-: "):
            continue
        columns = [column.strip() for column in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(columns) != 4:
            raise NeedsPerson(
                f"{glossary}, line {number}: {len(columns)} columns instead of 4; write \\| inside one."
            )
        for source in re.findall(r"`([^`]+)`", columns[2]):
            try:
                pattern = re.compile(rf"(?<!\w)(?:{source.replace(chr(92) + '|', '|')})", re.IGNORECASE)
            except re.error as error:
                raise NeedsPerson(
                    f"{glossary}, line {number}: `{source}` is no regular expression: {error}."
                ) from None
            found.append(Stem(pattern, columns[1]))
    return tuple(found)
