"""Where everything of a course lives.

    course = Course.find()
    course.unit("u01-workflow").markdown

Paths only: what stands in the files is the business of others.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from autograde.errors import UsageError

LANGUAGES = ("ru", "en")  # the first is the course's own, as the notebook it grew from
CONFIG = "course_config.py"


@dataclass(frozen=True)
class Unit:
    """One assignment: its name and the folder of its source."""

    name: str
    folder: Path

    @property
    def markdown(self) -> Path:
        """The source of truth: both languages, solutions, hidden tests, rubrics."""
        return self.folder / f"{self.name}.md"

    @property
    def notebook(self) -> Path:
        """What nbgrader reads; built from `markdown`, ignored by git."""
        return self.folder / f"{self.name}.ipynb"


@dataclass(frozen=True)
class Course:
    """A course is the folder that holds `course_config.py`."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """Return the course that `start` (default: the working folder) is in.

        Raises:
            UsageError: no folder above `start` holds `course_config.py`.
        """
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / CONFIG).is_file():
                return cls(folder)
        raise UsageError(
            f"{start} is not in a course: no {CONFIG} here or above. Change to the course's folder."
        )

    def units(self) -> list[Unit]:
        """Return every unit with a source, by name."""
        sources = sorted((self.root / "source").glob("*/*.md"))
        return [Unit(path.stem, path.parent) for path in sources if path.stem == path.parent.name]

    def unit(self, name: str) -> Unit:
        """Return the unit called `name`.

        Raises:
            UsageError: there is none; the message names the nearest.
        """
        units = {unit.name: unit for unit in self.units()}
        if name in units:
            return units[name]
        near = difflib.get_close_matches(name, units, n=1, cutoff=0.4)
        advice = f"Did you mean {near[0]}?" if near else f"Units: {', '.join(units) or 'none yet'}."
        raise UsageError(f"There is no unit {name!r} in {self.root / 'source'}. {advice}")

    def release(self, unit: str, language: str) -> Path:
        """Return the folder of a unit's release in one language."""
        return self.root / "release" / language / unit
