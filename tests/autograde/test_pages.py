"""What a student wrote does nothing on other people's pages, and still reads well."""

import base64
import time

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograde.outputs import harmless
from autograde.pages import FILTERS, Readable, clean_html, highlight_code
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
        filters=FILTERS,
        preprocessors=[Readable],
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


# ---- what is added to a page after the cleaning ------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["files/javascript:x()", "/files/javascript:x()", " FILES/data:text/html,x"]
)
def test_a_prefix_that_templates_take_away_hides_no_address(address):
    assert "href" not in clean_html(f'<a href="{address}">x</a>')
    page = exported([new_markdown_cell(f'<a href="{address}">x</a> [y]({address.strip()})')])
    assert active_parts(page.split("<body", 1)[1]) == []
    assert 'href="javascript' not in page


def test_classes_that_cover_the_page_are_gone():
    cleaned = clean_html('<span class="modal-backdrop navbar-fixed-top nb score">x</span>')
    assert cleaned == '<span class="nb">x</span>'


FORMULA = r"$\rule{99em}{99em}$"


@pytest.mark.parametrize("kind", ["text/html", "text/markdown", "text/latex"])
def test_formulas_stay_in_their_place(kind):
    output = new_output("display_data", data={kind: f"</div></div>{FORMULA}"})
    for cell in (new_code_cell(outputs=[output]), new_markdown_cell(f"</div></div>\n\n{FORMULA}")):
        page = exported([cell])
        inside = page[page.index('<div style="contain: paint">') : page.index(FORMULA)]
        assert inside.count("<div") > inside.count("</div")


def test_no_other_style_is_let_in():
    assert "style" not in clean_html('<div style="position: fixed; top: 0">x</div>')
    assert "style" not in clean_html('<div style="contain: paint; position: fixed">x</div>')


# ---- what takes long, or ends with an exception ------------------------------------------------------------

SIZE = 100_000
SLOW = {
    "nested": "<div>" * (SIZE // 5),
    "lists": "<ul><li>" * (SIZE // 8),
    "hidden ends": "<div><!--</div>-->" * (SIZE // 18),
    "quoted ends": '<div title="</div>">' * (SIZE // 20),
    "raw ends": "<div><textarea></div></textarea>" * (SIZE // 32),
    "begins": r"\begin{a}" * (SIZE // 9),
    "brackets": "[" * SIZE,
    "links": "[a](" * (SIZE // 4),
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_no_text_takes_long(text):
    outputs = [new_output("display_data", data={kind: text}) for kind in ("text/html", "text/markdown")]
    outputs.append(new_output("stream", text=text))
    started = time.monotonic()
    exported([new_markdown_cell(text), new_code_cell(text, outputs=outputs)])
    assert time.monotonic() - started < 20  # a second on an idle machine; some of these took minutes


@pytest.mark.parametrize("code", ["a." * 20_000, "a" * 60_000, "'" * 60_000])
def test_no_code_takes_long(code):
    started = time.monotonic()
    assert code.replace("'", "&#x27;") in highlight_code(code)
    assert time.monotonic() - started < 10


def test_a_large_table_is_still_a_table():
    rows = "<tr><td>1</td><td class='x'>2</td><td></td></tr>\n" * 2_000
    assert clean_html(f"<table>{rows}</table>").count("<tr>") == 2_000


def test_an_attachment_that_is_not_there_costs_its_picture_only():
    cell = new_markdown_cell(
        "**text** ![a](attachment:a.svg) ![b](attachment:b.png)",
        attachments={"b.png": {"image/png": base64.b64encode(b"x").decode()}},
    )
    page = exported([cell])
    assert "<strong>text</strong>" in page
    assert PICTURE in page


@pytest.mark.parametrize(
    "name",
    ['"><script>x()</script>', 'a" onerror=x()', "x.png?a=b&c", "x\n.png", "attachment:x", "__proto__"],
)
@pytest.mark.parametrize("data", ["eA==", '"><script>x()</script>', 'eA==" onerror=x()'])
def test_the_name_and_the_data_of_an_attachment_do_nothing(name, data):
    cell = new_markdown_cell(f"![p](attachment:{name})", attachments={name: {"image/png": data}})
    body = exported([cell]).split('id="notebook-container"', 1)[-1]
    assert active_parts(body) == []


def test_long_outputs_are_cut_and_say_so():
    outputs = [
        new_output("stream", text="x" * 1_000_000),
        new_output("error", ename="E", evalue="v", traceback=["y" * 1_000_000]),
        new_output("display_data", data={"text/latex": "$" * 1_000_000}),
        new_output("display_data", data={"image/png": "A" * 9_000_000}),
    ]
    page = exported([new_code_cell(outputs=outputs)])
    assert len(page) < 2_000_000
    assert "(+980000)" in page
    assert "(+9000000)" in page
