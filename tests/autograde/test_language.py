"""A release holds one language, and says which."""

import os

import nbformat
import pytest

from autograde.cells import is_code, nbgrader, tags
from autograde.language import ChooseLanguage
from autograde.source import read, refresh

UNIT = "u09-tiny"


@pytest.fixture
def chosen(tiny_course):
    """A function that returns the notebook in one language."""
    unit = tiny_course().unit(UNIT)
    refresh(unit)

    def choose(language="ru"):
        resources = {"unique_key": UNIT, "metadata": {"path": str(unit.folder)}}
        notebook, _ = ChooseLanguage(language=language).preprocess(read(unit), resources)
        return notebook

    return choose


@pytest.mark.parametrize(
    ("language", "mine", "other"), [("ru", "Удвоение", "Doubling"), ("en", "Doubling", "Удвоение")]
)
def test_only_the_cells_of_the_language_and_those_for_all_stay(chosen, language, mine, other):
    text = "\n".join(cell.source for cell in chosen(language).cells)
    assert mine in text
    assert other not in text
    assert "def double" in text


def test_the_notebook_says_its_language_and_forgets_jupytext(chosen):
    assert chosen("en").metadata["grader_tests"] == {"language": "en"}
    assert set(chosen("ru").metadata) == {"grader_tests", "kernelspec"}


def test_language_tags_go_and_the_others_stay(chosen):
    kept = [tags(cell) for cell in chosen().cells]
    assert not [tag for names in kept for tag in names if tag.startswith("lang-")]
    assert ["task"] in kept
    assert ["setup"] in kept
    assert all("tags" not in cell.metadata or cell.metadata["tags"] for cell in chosen().cells)


def test_graded_cells_are_the_same_in_both_languages(chosen):
    first, second = ([cell for cell in chosen(language).cells if nbgrader(cell)] for language in ("ru", "en"))
    assert first == second


def test_code_keeps_its_name_in_both_languages(chosen):
    first, second = (
        [cell.id for cell in chosen(language).cells if is_code(cell)] for language in ("ru", "en")
    )
    assert first == second


def test_what_an_editor_remembers_does_not_change_the_release(chosen, tiny_course, tmp_path):
    quiet = chosen("ru")
    notebook = read(tiny_course().unit(UNIT))
    for cell in notebook.cells:
        cell.metadata["collapsed"] = True
        cell.id = os.urandom(4).hex()
    resources = {"unique_key": UNIT, "metadata": {"path": str(tmp_path)}}
    noisy, _ = ChooseLanguage(language="ru").preprocess(notebook, resources)
    assert nbformat.writes(noisy) == nbformat.writes(quiet)


def test_a_stale_notebook_is_not_released(chosen, tiny_course):
    unit = tiny_course().unit(UNIT)
    os.utime(unit.notebook, ns=(1, 1))
    with pytest.raises(RuntimeError, match="older than"):
        chosen()


def test_an_unknown_language_is_refused():
    with pytest.raises(Exception, match="language"):
        ChooseLanguage(language="de")
