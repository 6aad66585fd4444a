"""Golden messages hold until something changes that could change them."""

from pathlib import Path

import pytest

from autograde.course import Course
from tests.units import golden
from tests.units.golden import Golden

COURSE = Course.find(Path(__file__).parent)
UNIT = "u01-workflow"
MINE, OTHERS = "Keep the {split} split.", "A sentence of another unit's check."


@pytest.fixture
def of_u01(monkeypatch, tmp_path):
    """Golden messages of u01, as if its checks had one sentence, and the file that they stand in."""
    module = tmp_path / "check.py"
    module.write_text(f"text({MINE!r})\n", encoding="utf-8")
    catalogue = golden.Catalog(locale="ru")
    catalogue.add(MINE, "Оставьте {split}.")
    catalogue.add(OTHERS, "Предложение другой проверки.")
    monkeypatch.setattr(golden, "modules_used", lambda unit: [module])
    monkeypatch.setattr(golden, "folder_of", lambda course, unit: tmp_path)
    monkeypatch.setattr(golden, "_catalogue", lambda: catalogue)
    monkeypatch.setattr(golden, "problem", lambda course, unit: None)
    messages = Golden(COURSE, COURSE.unit(UNIT))
    messages.write("# What u01 says\n")
    return messages, catalogue


def test_what_was_written_is_read_and_holds(of_u01):
    messages, _ = of_u01
    assert messages.text() == "# What u01 says\n"
    assert messages.holds()


def test_another_translation_of_its_sentence_ends_it(of_u01):
    messages, catalogue = of_u01
    catalogue.get(MINE).string = "Сохраните {split}."
    assert not messages.holds()


def test_another_translation_of_a_sentence_that_it_never_says_does_not(of_u01):
    messages, catalogue = of_u01
    catalogue.get(OTHERS).string = "Иначе."
    assert messages.holds()


def test_a_stale_audit_ends_it(of_u01, monkeypatch):
    messages, _ = of_u01
    monkeypatch.setattr(golden, "problem", lambda course, unit: "changed since the audit")
    assert not messages.holds()


def test_a_file_without_a_key_does_not_hold(of_u01, tmp_path):
    messages, _ = of_u01
    (tmp_path / "messages.md").write_text("# What u01 says\n", encoding="utf-8")
    assert not messages.holds()
