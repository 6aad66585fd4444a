import gettext
import json
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import grader_tests
from grader_tests.messages import _language_of_notebook, clean, notebook_language, text

PACKAGE = Path(grader_tests.__file__).parent
CATALOGUE = PACKAGE / "locale/ru/LC_MESSAGES/grader_tests"


@pytest.fixture(scope="module")
def catalogue():
    with CATALOGUE.with_suffix(".po").open("rb") as file:
        return read_po(file, locale="ru")


def test_every_sentence_of_the_code_is_in_the_catalogue_and_no_other(catalogue):
    found = extract_from_dir(PACKAGE, keywords={"text": None})
    in_code = {message for _, _, message, _, _ in found}
    assert in_code == {message.id for message in catalogue if message.id}, "run `make messages`"


def test_every_sentence_is_translated_with_the_same_values(catalogue):
    for message in catalogue:
        if message.id:
            assert message.string, message.id
            assert not message.fuzzy, message.id
            names = re.compile(r"{\w+}")
            assert sorted(names.findall(message.id)) == sorted(names.findall(message.string)), message.id


def test_the_compiled_catalogue_is_that_of_the_source(catalogue, tmp_path):
    with (tmp_path / "fresh.mo").open("wb") as file:
        write_mo(file, catalogue)
    with (tmp_path / "fresh.mo").open("rb") as fresh, CATALOGUE.with_suffix(".mo").open("rb") as kept:
        fresh_sentences = gettext.GNUTranslations(fresh)._catalog
        kept_sentences = gettext.GNUTranslations(kept)._catalog
    fresh_sentences.pop("", None), kept_sentences.pop("", None)
    assert fresh_sentences == kept_sentences, "run `make messages`"


def test_a_value_may_be_a_sentence_itself():
    nested = text("{argument} after {call}", argument="`model`", call="`train(…)`")
    assert text("{name} is None.", name=nested).render("ru") == "`model` после `train(…)`: получено None."


def test_braces_in_a_value_are_only_characters():
    assert text("{name} is None.", name="{name}").render("en") == "{name} is None."


def test_values_are_one_short_line_without_terminal_codes():
    assert clean("\x1b[31mred\x1b[0m\nnext") == "red next"
    assert len(clean("x" * 1000)) == 160


def test_a_value_whose_repr_raises_is_shown_all_the_same():
    class Mute:
        def __repr__(self):
            raise SystemExit

    assert clean(Mute()) == "<Mute: SystemExit>"


def notebook(path, language):
    path.write_text(json.dumps({"metadata": {"grader_tests": {"language": language}}}))


@pytest.fixture
def no_variable(monkeypatch):
    monkeypatch.delenv("GRADER_TESTS_LANG")
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    _language_of_notebook.cache_clear()
    yield
    _language_of_notebook.cache_clear()


@pytest.mark.usefixtures("no_variable")
def test_the_language_is_that_of_the_notebook_that_jupyter_names(monkeypatch, tmp_path):
    notebook(tmp_path / "a.ipynb", "en")
    notebook(tmp_path / "b.ipynb", "ru")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "a.ipynb"))
    assert notebook_language() == "en"


@pytest.mark.usefixtures("no_variable")
def test_the_language_is_that_of_the_only_notebook_here(tmp_path):
    notebook(tmp_path / "a.ipynb", "en")
    assert notebook_language() == "en"


@pytest.mark.usefixtures("no_variable")
@pytest.mark.parametrize("content", ["", "{}", '{"metadata": {"grader_tests": {"language": "xx"}}}', "[]"])
def test_a_notebook_that_does_not_say_is_russian(tmp_path, content):
    (tmp_path / "a.ipynb").write_text(content)
    assert notebook_language() == "ru"
