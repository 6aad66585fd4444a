"""How the cost of a submission grows: with what the store holds, and with the number of slots.

    python -m bench.growth --json growth.json

The unit trains nothing, so that what the engine itself does shows most. Costs are per submission, the start of
the command apart; classes of a run are compared with each other.
"""

from __future__ import annotations

import argparse
import json
import secrets
import tempfile
from pathlib import Path

from autograde.bench import Cost, MeasuredCourse
from autograde.course import Course
from autograde.store import KINDS, Store

UNIT = "b02-model"
STORED = (10, 100, 1_000, 10_000)


def main() -> None:
    """Measure, print the tables, write the JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", type=int, default=24, help="submissions of a class (default 24)")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    course = Course.find(Path(__file__).parent)
    found = {}
    for stored in STORED:
        found[f"{stored:,} stored results"] = measure(course, options.n, stored=stored, slots=2)
    for slots in (1, 2):
        found[f"{slots} slot{'s' * (slots > 1)}"] = measure(course, options.n, stored=0, slots=slots)
    print(
        f"{'per submission':22} {'new, wall s':>12} {'CPU s':>8} {'from the store, wall s':>24} {'CPU s':>8}"
    )
    for name, (new, known) in found.items():
        print(f"{name:22} {new.wall:12.3f} {new.cpu:8.3f} {known.wall:24.3f} {known.cpu:8.3f}")
    if options.json:
        told = {
            name: {"new": vars(new), "from the store": vars(known)} for name, (new, known) in found.items()
        }
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def measure(course: Course, count: int, *, stored: int, slots: int) -> tuple[Cost, Cost]:
    """Return what a new submission costs, and one whose results are stored.

    Args:
        course: whose settings are used.
        count: submissions.
        stored: results that are in the store already.
        slots: submissions at a time.
    """
    few = count // 6
    with tempfile.TemporaryDirectory() as folder:
        class_ = MeasuredCourse(Path(folder), course, UNIT, None)
        class_.generate()
        class_.hand_in(range(few))
        first = class_.grade("-j", str(slots))
        fill(Store(class_.root / ".autograde" / "store"), stored)
        class_.hand_in(range(few, count))
        new = class_.grade("-j", str(slots)).minus(first, count - 2 * few)
        one = class_.grade("-j", str(slots), "--regrade", "--student", "s000")
        known = class_.grade("-j", str(slots), "--regrade").minus(one, count - 1)
    return new, known


def fill(store: Store, number: int) -> None:
    """Bring a store to so many results, half of each kind: copies of what is there, under keys of nobody's."""
    there = list(store.entries())
    for kind in KINDS:
        content = store.get(kind, _key(next(entry.path for entry in there if entry.kind == kind)))
        assert content is not None
        for _ in range(number // 2 - sum(entry.kind == kind for entry in there)):
            store.put(kind, secrets.token_hex(32), content)


def _key(path: Path) -> str:
    return path.parent.name + path.name


if __name__ == "__main__":
    main()
