"""A class on a Dask cluster, with a worker killed half way, beside the same class on this machine alone.

    python -m bench.cluster -n 24 --json cluster.json

Marks are compared test by test: graded here, again from the store, by one worker, by two, and by two of which
one is killed when half of the class is graded. Wall times hold the start of the command, not of the workers.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
from pathlib import Path

from autograde.bench import MeasuredCourse, Scores, different, environment
from autograde.course import Course
from bench.machines import Machines

UNIT = "b01-digits"


def main() -> None:
    """Measure, print, write the JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", type=int, default=24, help="submissions (default 24)")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    course = Course.find(Path(__file__).parent)
    with tempfile.TemporaryDirectory() as name:
        told = measure(course, options.n, Path(name))
    for what, figures in told.items():
        print(f"{what:28} {figures['wall_s']:7.1f} s   marks compared: {figures['marks']}, different: 0")
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def measure(course: Course, count: int, folder: Path) -> dict[str, dict[str, float]]:
    """Return wall seconds and compared marks of each way to grade a class of `count`."""
    told: dict[str, dict[str, float]] = {}
    here = _class(course, folder / "here", count)
    told["here, two slots"] = {"wall_s": here.grade("-j", "2").wall, "marks": 0}
    expected = here.scores()
    told["here, two slots"]["marks"] = _compared(expected, expected, count)
    told["here, from the store"] = {
        "wall_s": here.grade("-j", "2", "--regrade").wall,
        "marks": _compared(expected, here.scores(), count),
    }
    for name, workers, killed in (
        ("one worker", 1, False),
        ("two workers", 2, False),
        ("two workers, one killed", 2, True),
    ):
        place = folder / name.replace(" ", "-")
        there = _class(course, place / "course", count)
        with Machines(place, workers, environment()) as machines:
            murder = threading.Thread(target=_kill_half_way, args=(machines, there, count), daemon=True)
            if killed:
                murder.start()
            wall = there.grade("--scheduler", machines.address).wall
            if killed:
                murder.join()
        told[name] = {"wall_s": wall, "marks": _compared(expected, there.scores(), count)}
    return told


def _class(course: Course, root: Path, count: int) -> MeasuredCourse:
    made = MeasuredCourse(root, course, UNIT, None)
    made.generate()
    made.hand_in(range(count))
    return made


def _compared(expected: Scores, found: Scores, count: int) -> int:
    """Return how many marks are equal: all of them, of the whole class."""
    assert len(expected) == len(found) == count, "somebody has no mark"
    assert not different(expected, found), different(expected, found)
    return sum(map(len, found.values()))


def _kill_half_way(machines: Machines, course: MeasuredCourse, count: int) -> None:
    pages = course.root / "feedback"
    while len(list(pages.glob("*/*/*.html"))) < count // 2:
        time.sleep(0.1)
    machines.kill_a_worker()


if __name__ == "__main__":
    main()
