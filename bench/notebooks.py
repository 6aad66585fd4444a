"""How long each unit's notebook runs, solved, in an ordinary Jupyter kernel: what a student waits for.

    python -m bench.notebooks u05-training --json notebooks.json

Set-up (importing TensorFlow, data) is told apart from the rest: examples, answers, training, checks. Run it alone on the
machine. A cell that fails, other than on purpose, is an error.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
from datetime import datetime
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from autograde import cells
from autograde.course import LANGUAGES, Course
from autograde.samples import read_sample, write


def main() -> None:
    """Run, print the table, write the JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("units", nargs="*", help="units; all if none is named")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    course = Course.find(Path(__file__).parent)
    found: dict[str, dict[str, float]] = {}
    print(f"{'seconds':24} {'set-up':>8} {'the rest':>9} {'longest cell':>13}")
    for name in options.units or [unit.name for unit in course.units()]:
        for language in LANGUAGES:
            spent = seconds(course, course.unit(name).name, language)
            found[f"{name} {language}"] = spent
            print(
                f"{name + ' ' + language:24} {spent['set-up']:8.1f} {spent['the rest']:9.1f} {spent['longest']:13.1f}"
            )
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def seconds(course: Course, unit: str, language: str) -> dict[str, float]:
    """Return the wall seconds of a solved notebook's set-up, of the rest, and of its longest cell.

    Args:
        course: that the unit belongs to.
        unit: its name.
        language: of the release, `ru` or `en`.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails that is not meant to.
    """
    solution = read_sample(course.root / "tests" / "units" / unit / "samples" / "solution.py")
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / unit
        write(dataclasses.replace(solution, language=language), course, unit, folder)
        notebook = nbformat.read(folder / f"{unit}.ipynb", as_version=4)
        client = NotebookClient(
            notebook,
            timeout=600,
            kernel_name="python3",
            record_timing=True,
            extra_arguments=["--IPKernelApp.log_level=40"],
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    setting_up = sum(_spent(cell) for cell in code if cells.is_setup(cell))
    rest = [_spent(cell) for cell in code if not cells.is_setup(cell)]
    return {"set-up": setting_up, "the rest": sum(rest), "longest": max(rest)}


def _spent(cell: nbformat.NotebookNode) -> float:
    times = cell.metadata.get("execution", {})
    begun, ended = times.get("iopub.execute_input"), times.get("shell.execute_reply")
    if begun is None or ended is None:
        return 0.0
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds()


if __name__ == "__main__":
    main()
