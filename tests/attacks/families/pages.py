"""HTML and scripts on pages that others open: feedback, formgrader."""

from tests.attacks.attack import Attack

SCRIPTS = """<script>document.title = 'BREACHED'</script>
<img src=x onerror="document.title = 'BREACHED'"> <svg onload="document.title = 'BREACHED'"></svg>
<a href="javascript:document.title = 'BREACHED'">a</a> <iframe src="javascript:parent.document.title = 'BREACHED'"></iframe>
<form action="https://example.org"><input id="u90-total-value" class="score" name="x"></form>
<style>.score { display: none }</style> <div style="position: fixed; inset: 0">over all</div>
<object data="data:text/html,x"></object> <embed src="x"> <base href="https://example.org"> <meta http-equiv="refresh" content="0;url=https://example.org">
<details ontoggle="document.title = 'BREACHED'" open>x</details> <math><mtext></mtext><mglyph><style><img src=x onerror="document.title = 'BREACHED'"></style></mglyph></math>
"""
SHOW = "from IPython.display import display, HTML, Markdown, Javascript, SVG, Image\n"

ATTACKS = [
    Attack(
        "markdown-answer",
        "writes scripts into its short answer",
        answers={
            "u90-why": SCRIPTS
            + "\n[a](javascript:alert(1)) ![x](javascript:alert(1)) [b](data:text/html;base64,PHNjcmlwdD4=)\n\n`<script>`"
        },
        tried=False,
    ),
    Attack(
        "raw-cell",
        "hands in raw cells of HTML",
        change=lambda notebook: notebook.cells.append(
            {
                "cell_type": "raw",
                "metadata": {"raw_mimetype": "text/html", "format": "text/html"},
                "source": SCRIPTS,
                "id": "raw",
            }
        ),
        tried=False,
    ),
    Attack("html-output", "displays HTML with scripts", first=SHOW + f"display(HTML({SCRIPTS!r}))\ntried()"),
    Attack(
        "markdown-output",
        "displays Markdown with scripts",
        first=SHOW + f"display(Markdown({SCRIPTS!r}))\ntried()",
    ),
    Attack(
        "javascript-output",
        "displays JavaScript",
        first=SHOW
        + "display(Javascript(\"document.title = 'BREACHED'\"))\ndisplay({'application/x-nbgrader': 'x', 'application/vnd.jupyter.widget-view+json': {'model_id': 'x'}, 'text/x-mermaid': 'graph'}, raw=True)\ntried()",
    ),
    Attack(
        "svg-output",
        "displays a picture that is a program",
        first=SHOW
        + "display(SVG(\"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>document.title = 'BREACHED'</script></svg>\"))\ntried()",
    ),
    Attack(
        "picture-metadata",
        "displays a picture whose width is an event handler",
        first=SHOW
        + "display({'image/png': 'eA==', 'image/jpeg': '\"><script>'}, metadata={'image/png': {'width': \"1 onerror=document.title='BREACHED'\", 'height': \"1 onload=alert(1)\", 'alt': '\"><script>'}, 'filenames': {'image/png': 'x onerror=alert(1)'}}, raw=True)\ntried()",
    ),
    Attack(
        "stream-and-error",
        "prints scripts and raises errors named as scripts",
        first="print('<script>document.title = \"BREACHED\"</script>\\x1b]8;;javascript:alert(1)\\x07x')\ntried()\nraise type('<script>alert(1)</script>', (Exception,), {})('<img src=x onerror=alert(1)>')",
    ),
    Attack(
        "names-of-answers",
        "names a function, a layer and an exception as scripts, for the messages of checks",
        answers={
            "u90-double": "def double(values):\n    raise ValueError('<script>document.title = \"BREACHED\"</script>')\ndouble.__name__ = '<img src=x onerror=alert(1)>'",
            "u90-build": "import keras\nfrom keras import layers\n\ndef build():\n    return keras.Sequential([keras.Input((4,)), layers.Dense(3, name='<script>')], name='<script>x<b>')",
        },
        tried=False,
    ),
    Attack(
        "isolated-output",
        "asks for a frame of its own for its HTML",
        first=SHOW + f"display(HTML({SCRIPTS!r}, metadata={{'isolated': True}}))\ntried()",
    ),
    Attack(
        "values-of-odd-kinds",
        "displays values on which the maker of pages breaks",
        first="tried()\nfor data in ({'text/html': 5}, {'text/html': None}, {'image/png': ['x']}, {'text/plain': {}}, {'image/svg+xml': b'x'}, {'application/json': '\\ud800'}, {}):\n    get_ipython().display_pub.publish(data)\nprint('\\ud800')",
    ),
]
