"""A new unit builds, grades and passes its audit as it comes."""

import re
from pathlib import Path

import pytest

from autograde import cli, new_unit, release
from autograde.audit import gate, record
from autograde.audit.running import audit
from autograde.demo import compare
from autograde.demo import place as hand_in
from autograde.errors import UsageError
from autograde.grading import grade
from autograde.new_unit import create

NAME = "u98-graphs"


def test_a_new_unit_audits_builds_and_grades_at_once(clone, monkeypatch):
    monkeypatch.delenv(gate.DRAFT, raising=False)
    create(clone, NAME)
    unit = clone.unit(NAME)
    report = audit(clone, unit, seeds=2)
    assert [str(finding) for finding in report.findings] == []
    assert report.count("mutant") > 10
    record.keep(clone, unit, report, 2, record.keys(clone, unit))
    assert len(release.build(clone, [NAME])) == 2
    samples = hand_in(clone, NAME)
    assert len(samples) == 5
    assert compare(NAME, samples, grade(clone, NAME).marks) == []


def test_the_name_that_the_help_gives_as_an_example_is_free(clone):
    shown = [Path(module.__file__).read_text("utf-8") for module in (cli, new_unit)]
    names = {name for text in shown for name in re.findall(r"u\d\d-graphs", text)}
    assert len(names) == 1
    assert create(clone, *names)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("graphs", "no name of a unit"),
        ("u1-graphs", "no name of a unit"),
        ("u97-Graphs", "no name of a unit"),
        ("../u97-graphs", "no name of a unit"),
        ("u00-graphs", "choose another name"),
        ("u95-challenge", "choose another name"),
        ("u01-graphs", "u01-workflow has the number u01 already"),
    ],
)
def test_a_bad_name_is_refused(clone, name, says):
    with pytest.raises(UsageError, match=says):
        create(clone, name)


def test_nothing_is_written_over(clone):
    path = clone.root / "tests/units/u96-trees/mutants/sigmoid.py"
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        create(clone, "u96-trees")
    assert path.read_text(encoding="utf-8") == "mine"
    assert not (clone.root / "source/u96-trees").exists()
