"""What a student wrote, on a page that others open: nothing in it runs, loads or hides what is ours.

    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {"markdown2html": markdown2html, "clean_html": clean_html}

nbgrader's feedback and formgrader make their pages with nbconvert's `HTMLExporter`, and formgrader's page can
change marks. nbconvert's own cleaning knows neither headings nor table heads, and nbgrader's templates leave
it out for Markdown. So both of its filters are replaced, for both pages, by one allow-list of tags (nh3).
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import nh3
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter

PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/gif;")  # SVG can hold scripts
_SCHEMES = {"http", "https", "mailto", "data"}  # data for pictures alone: see `_kept`
_CLASSES = {"anchor-link", "highlight", "dataframe"}
_ATTRIBUTES: dict[str, set[str]] = deepcopy(nh3.ALLOWED_ATTRIBUTES)
for _tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
    _ATTRIBUTES[_tag] = {"id"}  # the target of links within the page
for _tag in ("a", "div", "pre", "code", "table"):
    _ATTRIBUTES.setdefault(_tag, set()).add("class")
_ATTRIBUTES["span"] = {"class"}  # Pygments colours code by class


def clean_html(html: Any) -> str:
    """Return the harmless part of some HTML. nbconvert's filter of this name.

    Gone are scripts, styles, frames, forms, event handlers, and addresses but of pages and pictures.
    """
    text = html.decode("utf-8", "replace") if isinstance(html, bytes) else str(html)
    return nh3.clean(
        text,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=_SCHEMES,
        id_prefix="text-",  # else a heading could take the place of a field of formgrader's
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class" and tag != "span":
        return " ".join(name for name in value.split() if name in _CLASSES) or None
    if attribute in ("src", "href") and value.lstrip().lower().startswith("data:"):
        return value if tag == "img" and value.startswith(PICTURES) else None
    if attribute == "src":
        return None  # a picture from elsewhere tells its owner who opened the page
    if attribute == "href" and value.startswith("#"):
        return f"#text-{value[1:]}"
    return value


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Return a Markdown cell as harmless HTML. nbconvert's filter of this name."""
    return clean_html(_renderer().markdown2html(context, source))


@cache
def _renderer() -> Any:
    return HTMLExporter()
