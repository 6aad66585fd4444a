"""What two sandboxed processes cost, and what a warm start gains: stock nbgrader and ours on the same work.

    python -m bench.engine_cost --json engine_cost.json

Three times the same distinct submissions of u01-workflow go through plain `nbgrader autograde`: stock, ours
with kernels that import Keras themselves (cold), ours with forks of a warm server. Per submission means: time
of a run with N + 1 submissions less that of a run with one, by N; so start-ups don't count. Compared are
ratios of one run: machines are shared. Bytecode is compiled before.
"""

from __future__ import annotations

import argparse
import asyncio
import compileall
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from autograde.bench import environment
from autograde.course import Course
from autograde.kernel import Setting, running
from autograde.kernels.client import WARM, shared
from autograde.samples import Sample, read_samples, write
from autograde.sandbox.plan import Bounds
from autograde.source import refresh

UNIT = "u01-workflow"
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.Execute.timeout = 120
c.ClearMarkScheme.enforce_metadata = False
"""
NO_STORE = "c.Execute.store = ''"
OURS = ("course_config.py", "nbgrader_config.py")
KERNELS = 10


def main() -> None:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", type=int, default=4, help="submissions besides the first (default 4)")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    compileall.compile_path(quiet=2)
    course = Course.find(Path(__file__).parent)
    samples = [s for s in read_samples(course, UNIT) if s.path.parent.name == "equivalents"][: options.n + 1]
    found = {
        "stock": measure(course, samples, STOCK),
        "ours, cold": measure(course, samples, None, "c.Execute.preload = []\n" + NO_STORE),
        "ours, warm": measure(course, samples, None, NO_STORE),
    }
    ready = asyncio.run(kernels_ready())
    stock = found["stock"]
    print(
        f"{'':12} {'wall s':>8} {'CPU s':>8} {'stock ÷ wall':>13} {'stock ÷ CPU':>12}   per submission of {UNIT}"
    )
    for name, (wall, cpu) in found.items():
        print(f"{name:12} {wall:8.2f} {cpu:8.2f} {stock[0] / wall:13.2f} {stock[1] / cpu:12.2f}")
    print(
        f"a warm kernel is ready in {statistics.median(ready):.2f} s (median of {KERNELS}; {max(ready):.2f} at most)"
    )
    if options.json:
        told = {
            "per_submission": {name: {"wall_s": w, "cpu_s": c} for name, (w, c) in found.items()},
            "warm_kernel_ready_s": ready,
            "submissions": options.n,
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "versions": {name: version(name) for name in ("nbgrader", "keras", "tensorflow", "ipykernel")},
        }
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def measure(course: Course, samples: list[Sample], stock: str | None, more: str = "") -> tuple[float, float]:
    """Return wall and CPU seconds per submission of `nbgrader autograde` in a course of its own."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for file in OURS if stock is None else ():
            shutil.copy(course.root / file, root)
        if stock is not None:
            (root / "nbgrader_config.py").write_text(stock, encoding="utf-8")
        elif more:
            with (root / "course_config.py").open("a", encoding="utf-8") as config:
                config.write(f"\n{more}\n")
        (root / "source" / UNIT).mkdir(parents=True)
        for file in (course.unit(UNIT).markdown, refresh(course.unit(UNIT))):
            shutil.copy(file, root / "source" / UNIT)
        for sample in samples:
            folder = root / "submitted" / sample.name / UNIT
            folder.parent.mkdir(parents=True)
            write(sample, course, UNIT, folder)
        nbgrader(root, "generate_assignment", UNIT)
        first, *others = (sample.name for sample in samples)
        one = nbgrader(root, "autograde", UNIT, "--force", "--student", first)
        many = nbgrader(root, "autograde", UNIT, "--force")
        return (many[0] - one[0]) / len(others), (many[1] - one[1]) / len(others)


def nbgrader(root: Path, *arguments: str) -> tuple[float, float]:
    """Return wall and CPU seconds of one command, its kernels included."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        ["nbgrader", *arguments], cwd=root, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"nbgrader {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - started, cpu


async def kernels_ready() -> list[float]:
    """Return the seconds until each of some warm kernels answered."""
    server = shared(WARM)
    found = []
    for _ in range(KERNELS):
        started = time.monotonic()
        setting = Setting({}, seed=0, bounds=Bounds(), least="landlock", language="en")
        async with running(server, "examinee", setting):
            found.append(time.monotonic() - started)
    return found


if __name__ == "__main__":
    main()
