"""docs/architecture.md names every module, and none that is not there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "package", ["grader_tests", "autograde", "autograde/audit", "autograde/kernels", "autograde/sandbox"]
)
def test_the_list_of_files_is_that_of_the_folder(package):
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {package}:.*?(?=^## )", page, flags=re.MULTILINE | re.DOTALL)
    assert section, f"no section about {package}"
    rows = [line.split("|")[1] for line in section.group().splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+\.py)`", row)}
    there = {path.name for path in (ROOT / package).glob("*.py")} - {"__init__.py"}
    assert named == there


def test_the_students_package_never_imports_the_engine():
    for path in (ROOT / "grader_tests").glob("*.py"):
        assert not re.search(
            r"^\s*(from|import) autograde", path.read_text(encoding="utf-8"), re.MULTILINE
        ), path
