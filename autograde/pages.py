"""What a student wrote, on a page that others open: nothing in it runs, loads or hides what is ours.

    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = FILTERS
    c.HTMLExporter.preprocessors = [Readable]
    c.GenerateFeedback.exporter_class = FeedbackExporter

nbgrader's feedback and formgrader make their pages with nbconvert's `HTMLExporter`, and formgrader's page can
change marks. nbconvert's own cleaning knows neither headings nor table heads, and nbgrader's templates leave
it out for Markdown. So both of its filters are replaced, for both pages, by one allow-list of tags (nh3).

A page is made in nbgrader's own process, which nothing limits, and some texts of a hundred kilobytes take
minutes there, or end it with an exception: they are shown as plain text, and long ones are cut.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from functools import cache
from html import escape
from typing import Any

import nh3
from jinja2 import BytecodeCache, pass_context
from jinja2.bccache import Bucket
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import InvalidNotebook
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]  # Pygments has no types

from autograde.repair import EMBEDDED

PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/gif;")  # SVG can hold scripts
_SCHEMES = {"http", "https", "mailto", "data"}  # data for pictures alone: see `_kept`
_CLASSES = {"anchor-link", "highlight", "dataframe"}
_ATTRIBUTES: dict[str, set[str]] = deepcopy(nh3.ALLOWED_ATTRIBUTES)
for _tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
    _ATTRIBUTES[_tag] = {"id"}  # the target of links within the page
for _tag in ("a", "div", "pre", "code", "table"):
    _ATTRIBUTES.setdefault(_tag, set()).add("class")
_ATTRIBUTES["span"] = {"class"}
_ATTRIBUTES["div"].add("style")  # ours alone: see `framed`
_COLOURS = set(STANDARD_TYPES.values())  # Pygments colours code by class; Bootstrap's can cover the page
# nbconvert's templates take `files/` away after this cleaning, and what is left can be any address.
_FILES = re.compile(r"\s*/?files/", re.IGNORECASE)

_TEXT = 20_000  # letters of one output on a page
_HTML = 200_000  # the same, of a table
_TEXTS = 2_000_000  # of all
_PICTURE = 4_000_000  # of one picture, as text
_PICTURES = 40_000_000
_MARKDOWN = 50_000  # letters of one cell or output
_MATH = 20_000_000  # letters to look at: for each \begin{} its \end{} is looked for
_CODE = 50_000  # letters that are coloured
_WORD = 500  # letters without a space: Pygments looks at `a.a.a.a` again from each of its names
_FEW_TAGS = 6_000  # however they are nested: a third of a second
_DEEP = 200
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][\w:-]*+)(?:\s++[\w:.-]++(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=]++))?+)*+\s*+(/?)>"""
)
_RAW = {
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
    "svg",
    "math",
    "template",
}
_ATTACHED = re.compile(r"""attachment:([^\s)"'>]*)""")
_VOID = {"br", "hr", "img", "input", "col", "wbr", "meta", "link"}
# What formulas and sizes move or enlarge stays inside: MathJax draws whatever stands between dollar signs.
_FRAME = "contain: paint"


def clean_html(html: Any) -> str:
    """Return the harmless part of some HTML. nbconvert's filter of this name.

    Gone are scripts, styles, frames, forms, event handlers, and addresses but of pages and pictures.
    """
    text = html.decode("utf-8", "replace") if isinstance(html, bytes) else str(html)
    if _is_tangled(text):
        return plain(text)
    return nh3.clean(
        text,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=_SCHEMES,
        id_prefix="text-",  # else a heading could take the place of a field of formgrader's
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "style":
        return value if value == _FRAME else None
    if attribute == "class":
        known = _COLOURS if tag == "span" else _CLASSES
        return " ".join(name for name in value.split() if name in known) or None
    if attribute in ("src", "href") and value.lstrip().lower().startswith("data:"):
        return value if tag == "img" and value.startswith(PICTURES) else None
    if attribute == "src":
        return None  # a picture from elsewhere tells its owner who opened the page
    if attribute == "href" and _FILES.match(value):
        return None
    if attribute == "href" and value.startswith("#"):
        return f"#text-{value[1:]}"
    return value


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Return a Markdown cell as harmless HTML. nbconvert's filter of this name."""
    if len(source) - sum(map(len, EMBEDDED.findall(source))) > _MARKDOWN:
        return plain(source)
    if source.count("\\begin{") * len(source) > _MATH:
        return plain(source)
    try:
        return framed(clean_html(_render(context, source)))
    except Exception:  # as many as there are ways to write Markdown
        return plain(source)


def _render(context: Any, source: str) -> Any:
    try:
        return _renderer().markdown2html(context, source)
    except InvalidNotebook:  # a picture that isn't there
        there = (context.get("cell") or {}).get("attachments") or {}
        kept = _ATTACHED.sub(lambda found: found[0] if found[1] in there else "missing:", source)
        return _renderer().markdown2html(context, kept)


@cache
def _renderer() -> Any:
    return HTMLExporter()


def highlight_code(source: str, language: str | None = None, metadata: Any = None) -> str:
    """Return code in colours; some code, and long one, in black. nbconvert's filter of this name."""
    if len(source) > _CODE or any(len(word) > _WORD for word in source.split()):
        return f'<div class="highlight">{plain(source, len(source))}</div>'
    coloured: str = _highlighter()(source, language=language, metadata=metadata)
    return coloured


@cache
def _highlighter() -> Any:
    return Highlight2HTML(pygments_lexer="ipython3")


def strip_files_prefix(html: str) -> str:
    """Return `html`. nbconvert's filter of this name makes another address of a link after it was cleaned,
    and takes minutes for some lines.
    """
    return html


def plain(text: str, most: int = _TEXT) -> str:
    """Return a text as HTML that says nothing but this text."""
    return f"<pre>{escape(shortened(text, most))}</pre>"


def framed(html: str) -> str:
    """Return clean HTML that nothing in it can leave."""
    return f'<div style="{_FRAME}">{html}</div>'


def shortened(text: str, most: int = _TEXT) -> str:
    """Return the first letters of a text, and how many are left out."""
    return text if len(text) <= most else f"{text[:most]}\n… (+{len(text) - most})"


def _is_tangled(text: str) -> bool:
    """Whether cleaning could take minutes: it walks up all open tags at each one.

    Few are few, whatever their order. Many must be written by the book, so that what closes here closes
    there.
    """
    tags = text.count("<")
    if tags <= _FEW_TAGS:
        return False
    opened: Counter[str] = Counter()
    depth = found = 0
    for tag in _TAG.finditer(text):
        found += 1
        closes, name, _ = tag.groups()
        name = name.lower()
        if name in _VOID:
            continue
        if not closes:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > _DEEP or name in _RAW:
            return True
    return found < tags


class Readable(Preprocessor):  # type: ignore[misc]  # nbconvert is untyped
    """Cuts what makes a page too large to open, and keeps the rest in its place."""

    def preprocess(
        self, notebook: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each page."""
        left = {"text": _TEXTS, "picture": _PICTURES}
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                _shorten(output, left)
        return notebook, resources


def _shorten(output: NotebookNode, left: dict[str, int]) -> None:
    def text(value: str, most: int = _TEXT) -> str:
        short = shortened(value, max(0, min(most, left["text"])))
        left["text"] -= len(short)
        return short

    if output.output_type == "stream":
        output.text = text(output.text)
    elif output.output_type == "error":
        output.traceback = text("\n".join(output.traceback)).split("\n")
    for kind, value in list(output.get("data", {}).items()):
        if not kind.startswith("image/"):
            output.data[kind] = text(value, _HTML if kind == "text/html" else _TEXT)
        elif len(value) > min(_PICTURE, left["picture"]):
            del output.data[kind]
            output.data.setdefault("text/plain", f"… (+{len(value)})")
        else:
            left["picture"] -= len(value)
    if output.output_type in ("display_data", "execute_result"):
        if "text/latex" in output.data:
            output.data.setdefault("text/html", escape(output.data.pop("text/latex")))
        if "text/html" in output.data:
            output.data["text/html"] = framed(clean_html(output.data["text/html"]))


class _Compiled(BytecodeCache):
    """Templates that this process has compiled."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles a template."""
        if (code := self._code.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja after it has compiled one."""
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


class FeedbackExporter(HTMLExporter):  # type: ignore[misc]  # nbconvert is untyped
    """Makes a class's pages from templates that are compiled once: half of the time that a page took."""

    _compiled = _Compiled()

    def _create_environment(self) -> Any:
        # Called by nbconvert for each exporter; nbgrader makes one for each submission.
        environment = super()._create_environment()
        environment.bytecode_cache = self._compiled
        return environment


FILTERS = {
    "markdown2html": markdown2html,
    "clean_html": clean_html,
    "highlight_code": highlight_code,
    "strip_files_prefix": strip_files_prefix,
}
