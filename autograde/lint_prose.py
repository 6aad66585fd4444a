"""Rules of the students' text: its Russian, its terms, its pictures.

Text is what `autograde.prose` says it is: Markdown of language cells without code. Russian hints of checks
are held to the same rules, since a student reads them in the same page.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograde.cells import Cell, is_code, is_test, language_of
from autograde.course import LANGUAGES
from autograde.outline import Finding, Outline
from autograde.prose import WORD, blocks, comments, images, matches, sentences_start, words
from autograde.spelling import YO, with_yo

POLITE = re.compile(r"(?<!\w)(?:Вы|Вас|Вам|Вами|Ваш\w{0,3})(?!\w)")
TITLED = re.compile(r"[А-ЯЁ][а-яё]{3,}")  # capitalised, and long enough to be no preposition
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def yo_is_written(outline: Outline) -> Iterator[Finding]:
    """Russian text writes «ё» wherever the word has it."""
    for cell, text in russian(outline):
        for _, match in matches(YO, text):
            yield outline.label(cell), f"write «{with_yo(match[0])}» for «{match[0]}»"


def polite_is_lower_case(outline: Outline) -> Iterator[Finding]:
    """«вы» begins with a small letter, except at the beginning of a sentence."""
    for cell, text in russian(outline):
        for block, match in matches(POLITE, text):
            if not sentences_start(block.text, match.start()):
                yield outline.label(cell), f"write «{match[0].lower()}» for «{match[0]}» within a sentence"


def headings_are_sentences(outline: Outline) -> Iterator[Finding]:
    """A Russian heading has a capital at its beginning and in names, not in each word."""
    for cell, text in russian(outline):
        for block in blocks(text):
            if block.kind != "heading":
                continue
            later = [
                match[0]
                for match in list(WORD.finditer(block.text))[1:]
                if len(match[0]) > 3
                and CYRILLIC.match(match[0])
                and not sentences_start(block.text, match.start())
            ]
            titled = [word for word in later if TITLED.fullmatch(word)]
            if titled and len(titled) * 2 > len(later):  # most of them: a single name among words is a name
                yield outline.label(cell), f"no title case in «{block.text}»: write «{titled[0].lower()}»"


def terms_are_the_glossarys(outline: Outline) -> Iterator[Finding]:
    """Russian text uses the course's own terms (docs/glossary.md)."""
    for cell, text in russian(outline):
        for stem in outline.stems:
            for _, match in matches(stem.pattern, text):
                yield outline.label(cell), f"«{match[0]}»: the glossary says «{stem.instead}»"


def images_have_alt_text(outline: Outline) -> Iterator[Finding]:
    """A picture says in words what it shows."""
    for cell in outline.cells:
        if not is_code(cell):
            for image in images(cell.source):
                if not image.alt.strip():
                    yield (
                        outline.label(cell),
                        f"say in words what {image.source[:40]} shows: ![words](address)",
                    )


def text_is_in_its_language(outline: Outline) -> Iterator[Finding]:
    """A cell is written in the language of its tag."""
    for cell in outline.cells:
        letters = "".join(words(cell.source)) if language_of(cell) in LANGUAGES else ""
        if len(letters) >= 20:  # fewer say little: a heading may be one name
            share = len(CYRILLIC.findall(letters)) / len(letters)
            if (share < 0.3) if language_of(cell) == "ru" else (share > 0.3):
                yield (
                    outline.label(cell),
                    f"the tag is lang-{language_of(cell)}, but the text is in the other language",
                )


def students_get_no_comments(outline: Outline) -> Iterator[Finding]:
    """Markdown cells hold no HTML comment: it would be in students' files."""
    for cell in outline.cells:
        if not is_code(cell):
            for comment in comments(cell.source):
                yield outline.label(cell), f"take the comment out, students would get it: {comment[:40]}"


def russian(outline: Outline) -> Iterator[tuple[Cell, str]]:
    """Yield each Russian text of a unit with its cell: Markdown, and hints of checks."""
    for cell in outline.cells:
        if language_of(cell) == "ru" and not is_code(cell):
            yield cell, cell.source
        elif is_test(cell):
            for check in outline.checks(cell):
                hint = check.argument("hint")
                if isinstance(hint, ast.Dict):
                    for key, value in zip(hint.keys, hint.values, strict=True):
                        if _text(key) == "ru" and _text(value):
                            yield cell, str(_text(value))


def _text(node: ast.expr | None) -> str | None:
    literal = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if literal else None  # type: ignore[union-attr]  # `literal` says so


PROSE_RULES = (
    yo_is_written,
    polite_is_lower_case,
    headings_are_sentences,
    terms_are_the_glossarys,
    images_have_alt_text,
    text_is_in_its_language,
    students_get_no_comments,
)
