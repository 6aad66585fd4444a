"""The table from the seed notebook to the course is whole, and names tests that are where it says."""

import re
from pathlib import Path

import jupytext
import pytest

from autograde.audit.cases import Bank
from autograde.course import Course

COURSE = Course.find(Path(__file__).parent)
FOLDER = COURSE.root / "docs" / "seed"
ROWS = [
    tuple(part.strip() for part in line.strip("|").split("|"))
    for line in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("| section", "|---"))
]


def seed_parts():
    """Yield each section of the notebook with the number of each fragment of code in it, or "" for none."""
    section, fragments = "", 0
    for cell in jupytext.read(FOLDER / "osnovy_keras.md").cells:
        lines = ["```", "```"] if cell.cell_type == "code" else cell.source.splitlines()
        inside = False
        for line in lines:
            if line.startswith("```"):
                inside = not inside
                fragments += inside
                if inside:
                    yield section, str(fragments)
            elif not inside and (heading := re.match(r"#+ (.+)", line)):
                section, fragments = heading[1].strip("*"), 0
                yield section, ""


def wanted():
    parts = list(seed_parts())
    with_code = {section for section, fragment in parts if fragment}
    return {(section, fragment) for section, fragment in parts if fragment or section not in with_code}


def test_every_section_and_every_fragment_of_the_seed_has_a_row():
    assert len(wanted()) == 38
    assert {(section, fragment) for section, fragment, *_ in ROWS} == wanted()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]} {row[2]}")
def test_a_row_names_tests_of_its_exercise(row):
    _, _, taught, checked = row
    unit, number = taught.split(", ")
    tests = {one.number: one.tests for one in Bank.read(COURSE, COURSE.unit(unit)).exercises}
    named = re.findall(r"`([^`]+)`", checked)
    assert named
    assert set(named) <= set(tests[int(number)])
