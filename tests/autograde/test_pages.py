"""What a student wrote does nothing on other people's pages, and still reads well."""

import base64

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograde.outputs import harmless
from autograde.pages import clean_html, markdown2html
from tests.attacks.arena import active_parts
from tests.attacks.families.pages import SCRIPTS

PICTURE = "data:image/png;base64," + base64.b64encode(b"x").decode()


@pytest.mark.parametrize("line", [line for line in SCRIPTS.splitlines() if line])
def test_what_acts_is_gone(line):
    assert active_parts(clean_html(line)) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>",
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
        "<ul><li>a</li></ul><hr><blockquote>b</blockquote>",
        '<span class="nb">print</span>',
        f'<img src="{PICTURE}" alt="a picture">',
    ],
)
def test_what_says_something_stays(html):
    assert clean_html(html) == html


def test_a_picture_from_elsewhere_and_data_that_is_no_picture_are_not_fetched():
    assert "src" not in clean_html('<img src="https://example.org/x.png">')
    assert "href" not in clean_html('<a href="data:text/html,x">x</a>')
    assert "src" not in clean_html('<img src="data:image/svg+xml;base64,x">')


def test_no_class_or_id_of_the_pages_own_can_be_taken():
    cleaned = clean_html('<div class="score dataframe" id="notebook">x</div><h2 id="u90-total-value">y</h2>')
    assert 'class="dataframe"' in cleaned
    assert 'id="notebook"' not in cleaned
    assert 'id="text-u90-total-value"' in cleaned


def exported(cells):
    exporter = HTMLExporter(
        template_name="classic",
        sanitize_html=True,
        filters={"markdown2html": markdown2html, "clean_html": clean_html},
    )
    return exporter.from_notebook_node(new_notebook(cells=cells))[0]


def test_markdown_keeps_its_formulas_headings_links_and_attachments():
    cell = new_markdown_cell(
        "# Title\n\n$a < b$ and `x < y`\n\n[link](https://example.org) ![p](attachment:p.png)",
        attachments={"p.png": {"image/png": base64.b64encode(b"x").decode()}},
    )
    page = exported([cell])
    assert 'id="text-Title"' in page
    assert "$a &lt; b$" in page
    assert 'href="https://example.org"' in page
    assert PICTURE in page


def test_an_output_that_is_no_text_or_picture_is_left_out():
    found = harmless(
        [
            {"output_type": "display_data", "data": {"application/javascript": "x"}, "metadata": {}},
            {"output_type": "nonsense"},
            5,
            {"output_type": "stream", "name": "x", "text": ["a", "b"]},
            {"output_type": "error", "ename": None, "evalue": {}, "traceback": "x"},
        ]
    )
    assert [output.output_type for output in found] == ["stream", "error"]
    assert found[0].text == "ab"


def test_only_whole_numbers_are_sizes_of_a_picture():
    told = {
        "image/png": {"width": "1 onerror=x", "height": 20, "alt": "y"},
        "filenames": {"image/png": "x onload=y"},
    }
    (found,) = harmless([{"output_type": "display_data", "data": {"image/png": "eA=="}, "metadata": told}])
    assert found.metadata == {"image/png": {"height": 20}}


@pytest.mark.parametrize("value", [5, None, {}, ["x", 5], "\ud800", b"x"])
@pytest.mark.parametrize(
    "kind", ["text/plain", "text/html", "text/markdown", "image/png", "image/svg+xml", "text/latex"]
)
def test_every_output_can_be_written_and_shown(kind, value, tmp_path):
    outputs = harmless(
        [{"output_type": "execute_result", "data": {kind: value}, "metadata": 3, "execution_count": "x"}]
    )
    notebook = new_notebook(cells=[new_code_cell(outputs=outputs)])
    nbformat.validate(notebook)
    nbformat.write(notebook, tmp_path / "x.ipynb")
    assert exported(notebook.cells)


def test_a_good_output_is_left_as_it_is():
    good = [
        new_output("execute_result", data={"text/plain": "1", "text/html": "<b>1</b>"}, execution_count=3),
        new_output("stream", name="stderr", text="warning"),
        new_output("error", ename="E", evalue="v", traceback=["a", "b"]),
    ]
    assert harmless(good) == good
