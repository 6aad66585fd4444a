"""Sentences for students, translated when they are shown.

    text("{name} has no layers.", name="`model`").render("ru")

A `Text` keeps the English sentence (the key of the catalogue) apart from its values, so that what is
stored about a check has no language.
"""

from __future__ import annotations

import functools
import gettext
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "ru"
LANGUAGE_VARIABLE = "GRADER_TESTS_LANG"
_LOCALE = Path(__file__).parent / "locale"
_CONTROL = re.compile(
    r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_LONGEST_VALUE = 160  # characters: two lines of a notebook
_LONGEST_READ = 10_000  # characters that are looked at


@dataclass(frozen=True)
class Text:
    """A sentence of the catalogue and the values that fill it.

    Args:
        msgid: the English sentence, with `{names}` of the values.
        values: by name; numbers and strings are shown as they are, a `Text` is translated first.
    """

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, language: str | None = None) -> str:
        """Return the sentence in `language` (default: the notebook's)."""
        language = language or notebook_language()
        shown = {name: _show(value, language) for name, value in self.values.items()}
        return _catalogue(language).gettext(self.msgid).format(**shown)

    def __str__(self) -> str:
        return self.render()


def text(msgid: str, **values: object) -> Text:
    """Return a `Text`; the catalogue is extracted from the calls of this function."""
    return Text(msgid, values)


def shown(value: object) -> Text:
    """Return a `Text` that is one value and needs no translation."""
    return Text("{value}", {"value": value})


def verbatim(words: Mapping[str, str]) -> Text:
    """Return a `Text` whose translations a test cell brings itself: `{"ru": …, "en": …}`."""
    return _Verbatim(msgid=words["en"], values=dict(words))


class _Verbatim(Text):
    def render(self, language: str | None = None) -> str:
        return str(self.values[language or notebook_language()])


def sentence(words: str) -> str:
    """Return `words` beginning with a capital letter: a name may stand first."""
    return words[:1].upper() + words[1:]


def clean(value: object) -> str:
    """Return `value` as one short line that any encoding can hold, whatever its own methods do.

    Terminal codes are left out, and marks that turn the direction of the text round.
    """
    try:
        shown = str.__str__(value) if isinstance(value, str) else repr(value)
    except BaseException as error:  # the student's class may raise anything
        shown = f"<{type(value).__name__}: {type(error).__name__}>"
    shown = shown[:_LONGEST_READ].encode("utf-8", "replace").decode("utf-8")
    shown = " ".join(_CONTROL.sub("", shown).split())
    return shown if len(shown) <= _LONGEST_VALUE else shown[: _LONGEST_VALUE - 1] + "…"


def notebook_language() -> str:
    """Return the language of the notebook that runs: `ru` or `en`.

    The engine says it, by `speak` or in an environment variable; Jupyter names the notebook, whose
    metadata hold the language; nbgrader's commands run beside it. Elsewhere it is Russian, the course's own.
    """
    asked = _spoken or os.environ.get(LANGUAGE_VARIABLE, "")
    return asked if asked in LANGUAGES else _language_of_notebook(os.environ.get("JPY_SESSION_NAME", ""))


_spoken: str | None = None


def speak(language: str | None) -> None:
    """Use this language from now on; None: find out again."""
    global _spoken
    _spoken = language


@functools.lru_cache(maxsize=8)
def _language_of_notebook(session: str) -> str:
    named = Path(session)
    candidates = [named] if named.is_file() else list(Path().glob("*.ipynb"))
    if len(candidates) == 1:
        try:
            metadata = json.loads(candidates[0].read_text(encoding="utf-8"))["metadata"]
            language = metadata["grader_tests"]["language"]
        except (OSError, ValueError, LookupError, TypeError):
            return DEFAULT_LANGUAGE
        return language if language in LANGUAGES else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    # The sentences of the code are the English ones: English needs no catalogue.
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("grader_tests", str(_LOCALE), languages=[language])


def _show(value: object, language: str) -> str:
    if isinstance(value, Text):
        return value.render(language)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return f"{value:.4g}"
    return clean(value)
