r"""The text of a Markdown cell as students read it: without code, formulas and addresses.

    blocks("# Слой `Dense`")                 # [Block("heading", "Слой " + GAP)]
    words("Один *два*, `три`")               # ["Один", "два"]
    numbered_points("1. Split\n2. Scale")    # {1, 2}

Markdown is parsed, never searched: a code span or a fence is no prose, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

GAP = "\ufffc"  # stands where a code span, a formula or a picture stood: something is there, but no prose
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item or cell of a table."""

    kind: str  # "heading" or "text"
    text: str


@dataclass(frozen=True)
class Image:
    """A picture, with the text for those who don't see it."""

    source: str
    alt: str


def blocks(markdown: str) -> list[Block]:
    """Return the blocks of text in a cell, each in one line."""
    found: list[Block] = []
    kind = "text"
    for token in _tokens(markdown):
        if token.type == "heading_open":
            kind = "heading"
        elif token.type == "inline":
            found.append(Block(kind, "".join(map(_said, token.children or []))))
            kind = "text"
        elif token.type == "html_block":
            without_comments = re.sub(r"<!--.*?-->", "", token.content, flags=re.DOTALL)
            found.append(Block("text", " ".join(re.sub(r"<[^>]*>", " ", without_comments).split())))
    return [block for block in found if block.text.strip()]


def words(markdown: str) -> list[str]:
    """Return the words of a cell."""
    return [word for block in blocks(markdown) for word in WORD.findall(block.text)]


def numbered_points(markdown: str) -> set[int]:
    """Return the numbers of a cell's outermost numbered lists, as a reader sees them."""
    found: set[int] = set()
    number = 0
    for token in _tokens(markdown):
        if token.type == "ordered_list_open" and token.level == 0:
            number = int(token.attrs.get("start", 1))
        elif token.type == "list_item_open" and token.level == 1 and token.markup in (".", ")"):
            found.add(number)
            number += 1
    return found


def images(markdown: str) -> list[Image]:
    """Return the pictures of a cell, written in Markdown or in HTML."""
    found: list[Image] = []
    for token in _tokens(markdown):
        for part in [token, *(token.children or [])]:
            if part.type == "image":
                found.append(Image(str(part.attrs.get("src", "")), part.content))
            elif part.type in ("html_block", "html_inline"):
                for tag in re.findall(r"<img\b[^>]*>", part.content, flags=re.IGNORECASE):
                    found.append(Image(_attribute(tag, "src"), _attribute(tag, "alt")))
    return found


def comments(markdown: str) -> list[str]:
    """Return the HTML comments of a cell: unseen on the page, but there for whoever opens the file."""
    parts = (part for token in _tokens(markdown) for part in [token, *(token.children or [])])
    html = [part.content for part in parts if part.type in ("html_block", "html_inline")]
    return [
        comment.strip()
        for text in html
        for comment in re.findall(r"<!--(.*?)(?:-->|$)", text, flags=re.DOTALL)
    ]


@lru_cache(maxsize=1024)  # several rules read the same cells
def _tokens(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(FORMULA.sub(GAP, markdown))


def _said(part: Token) -> str:
    if part.type == "text":
        return part.content
    if part.type in ("softbreak", "hardbreak"):
        return " "
    if part.type in ("code_inline", "image"):
        return GAP
    return ""


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"\b{name}\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", tag, flags=re.IGNORECASE)
    return match[1].strip("\"'") if match else ""


def sentences_start(text: str, position: int) -> bool:
    """Tell whether a word at `position` begins a sentence: a capital letter is right there."""
    before = text[:position].rstrip(' \u00a0«"„“(–—-')
    return not before or before[-1] in ".!?…"


def matches(pattern: re.Pattern[str], markdown: str) -> Iterator[tuple[Block, re.Match[str]]]:
    """Yield each place in a cell's text where a pattern matches, with its block."""
    for block in blocks(markdown):
        for match in pattern.finditer(block.text):
            yield block, match
