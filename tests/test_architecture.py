"""docs/architecture.md names every module, and none that is not there."""

import ast
import re
from pathlib import Path

import pytest

from autograde.bundle import _ANSWERING

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


def run_beside_the_students_code():
    """Yield (module, function) for each of our functions that a check has run where the answer is."""
    for path in (ROOT / "grader_tests").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            alias.name: node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "answers.reach().call":
                target = call.args[0]
                if isinstance(target, ast.Name) and target.id != "self":
                    yield imported.get(target.id, f"grader_tests.{path.stem}"), target.id


def test_stored_answers_depend_on_all_that_runs_beside_the_students_code():
    found = set(run_beside_the_students_code())
    assert len(found) > 10
    missing = {module for module, _ in found if f"{module.replace('.', '/')}.py" not in _ANSWERING}
    assert missing == set()
