"""Getting at the tests: what they call, how they compare, whether they run, what they seem to say."""

from nbformat.v4 import new_code_cell, new_output

from tests.attacks.attack import Attack


def cell_of(notebook, grade_id):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def tests_of(notebook):
    return [
        c for c in notebook.cells if c.cell_type == "code" and c.metadata.get("nbgrader", {}).get("grade")
    ]


def skip_tests(notebook):
    for cell in tests_of(notebook):
        cell.metadata["tags"] = ["skip-execution", "raises-exception"]


def rewrite_tests(notebook):
    for cell in tests_of(notebook):
        cell.source = "pass"


def raise_points(notebook):
    for cell in tests_of(notebook):
        cell.metadata["nbgrader"]["points"] = 1000


def make_solutions(notebook):
    for cell in tests_of(notebook):
        cell.metadata["nbgrader"] |= {"solution": True, "locked": False}
        cell.source = "13"


def make_manual(notebook):
    for cell in tests_of(notebook):
        cell.cell_type = "markdown"
        cell.source = "I passed."
        cell.pop("outputs", None)


def remove_tests(notebook):
    notebook.cells = [c for c in notebook.cells if c not in tests_of(notebook)]


def copy_tests(notebook):
    for cell in tests_of(notebook):
        copied = new_code_cell("None", metadata=dict(cell.metadata))
        copied.id = cell.id
        notebook.cells.insert(0, copied)


def tests_first(notebook):
    tests = tests_of(notebook)
    notebook.cells = [*tests, *(c for c in notebook.cells if c not in tests)]


def unlock_setup(notebook):
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "u90-setup-start":
            cell.metadata["nbgrader"]["locked"] = False
            cell.source += "\nimport numpy as np\nnp.allclose = lambda *a, **k: True\n"


def forged_outputs(notebook):
    for cell in tests_of(notebook):
        cell.outputs = [
            new_output("execute_result", data={"text/plain": "13"}, execution_count=1),
            new_output("stream", text="✓ passed\n"),
        ]


def other_kernel(notebook):
    notebook.metadata["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "bash"}
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}


def damaged_ids(notebook):
    for number, cell in enumerate(notebook.cells):
        cell.id = "same"
        if number % 2:
            cell.metadata.get("nbgrader", {}).pop("schema_version", None)


def forged_kernel_death(notebook):
    notebook.metadata["autograde"] = {"sandbox": "namespaces"}
    notebook.metadata["autograde_refused"] = "nothing"


ATTACKS = [
    Attack(
        "input-transformer",
        "drops the checks from every later cell with an input transformer",
        first="get_ipython().input_transformers_post.append(\n"
        "    lambda lines: [line for line in lines if 'check_' not in line]\n)\ntried()",
    ),
    Attack(
        "ast-transformer",
        "empties every later cell that holds a check with an AST transformer",
        first="import ast\n\nclass Drop(ast.NodeTransformer):\n    def visit_Module(self, node):\n"
        "        if 'check_' in ast.unparse(node):\n            node.body = []\n        return node\n\n"
        "get_ipython().ast_transformers.append(Drop())\ntried()",
    ),
    Attack(
        "always-equal",
        "answers with an object that equals everything",
        answers={
            "u90-total": "class Anything:\n    def __eq__(self, other):\n        return True\n\n"
            "    def __array__(self, *a, **k):\n        return AnyArray.make()\n\n"
            "    __hash__ = None\n    __float__ = lambda self: 5050.5\n    __sub__ = __rsub__ = lambda self, other: 0\n"
            "    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True\n    __bool__ = lambda self: True\n"
            "    shape = ()\n    dtype = 'float64'\n\ntotal = Anything()\ntried()",
        },
    ),
    Attack(
        "array-that-agrees",
        "returns a subclass of ndarray whose comparisons and differences are favourable",
        answers={
            "u90-double": "import numpy as np\n\nclass Agrees(np.ndarray):\n    def __array_ufunc__(self, *a, **k):\n"
            "        return True\n\n    def __array_function__(self, *a, **k):\n        return True\n\n"
            "    def __eq__(self, other):\n        return True\n\n    def __sub__(self, other):\n        return 0\n\n"
            "    __rsub__ = __sub__\n\ndef double(values):\n    return np.zeros(len(values)).view(Agrees)\n\ntried()",
        },
    ),
    Attack(
        "patched-numpy",
        "makes NumPy's comparisons say True",
        first="import numpy as np\nfor name in ('allclose', 'array_equal', 'isclose', 'all', 'any'):\n"
        "    setattr(np, name, lambda *a, **k: True)\nnp.testing.assert_allclose = lambda *a, **k: None\ntried()",
        answers={"u90-double": "def double(values):\n    return 0 * values"},
    ),
    Attack(
        "patched-keras",
        "makes Keras's predictions and evaluations perfect",
        first="import keras\nkeras.Model.evaluate = lambda *a, **k: {'loss': 0.0, 'accuracy': 1.0}\n"
        "keras.Model.fit = lambda *a, **k: None\nkeras.ops.convert_to_numpy = lambda *a, **k: __import__('numpy').ones(60)\n"
        "keras.Model.predict = lambda *a, **k: __import__('numpy').ones((60, 2))\ntried()",
        answers={"u90-train": "def train(model, x, y):\n    return model.fit(x, y)"},
    ),
    Attack(
        "patched-builtins",
        "replaces isinstance, len, abs, all, any and print",
        first="import builtins\nkept = builtins.print\nbuiltins.isinstance = lambda *a: True\n"
        "builtins.all = builtins.any = lambda *a: True\nbuiltins.abs = lambda *a: 0\nkept('TRIED')",
        answers={"u90-double": "def double(values):\n    return values"},
        tried=False,  # IPython itself may not survive it
    ),
    Attack(
        "patched-checks",
        "replaces the checks in the module that test cells import",
        first="import grader_tests\nfor name in dir(grader_tests):\n    if name.startswith('check_'):\n"
        "        setattr(grader_tests, name, lambda *a, **k: None)\ntried()",
    ),
    Attack(
        "fake-module",
        "puts a module of its own in the place of grader_tests",
        first="import sys, types\nfake = types.ModuleType('grader_tests')\n"
        "fake.__getattr__ = lambda name: (lambda *a, **k: None)\nsys.modules['grader_tests'] = fake\ntried()",
    ),
    Attack(
        "shadowing-files",
        "brings files named as modules that the tests import",
        files=lambda folder: [
            (folder / f"{name}.py").write_text("def __getattr__(name):\n    return lambda *a, **k: None\n")
            for name in ("grader_tests", "numpy", "autograde", "sitecustomize")
        ],
        first="import sys\nsys.path.insert(0, '.')\ntried()",
        tried=False,  # with a numpy of its own its kernel may not even print
    ),
    Attack(
        "harmless-failure",
        "makes CheckFailed an exception that nobody sees",
        first="import grader_tests\ngrader_tests.CheckFailed = SystemExit\n"
        "get_ipython().showtraceback = lambda *a, **k: None\n"
        "get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)\ntried()",
    ),
    Attack(
        "skipped",
        "tags test cells so that nbclient skips them",
        change=skip_tests,
        tried=False,
    ),
    Attack("rewritten", "replaces the text of test cells", change=rewrite_tests, tried=False),
    Attack(
        "more-points",
        "gives test cells a thousand points each",
        change=raise_points,
        solved=True,
        earns=13,
        tried=False,
    ),
    Attack(
        "tests-as-answers", "turns test cells into answers that say 13", change=make_solutions, tried=False
    ),
    Attack(
        "tests-as-text", "turns test cells into text, which a person marks", change=make_manual, tried=False
    ),
    Attack("removed", "hands in a notebook without test cells", change=remove_tests, tried=False),
    Attack("copied", "puts empty cells with the tests' ids on top", change=copy_tests, tried=False),
    Attack(
        "tests-first",
        "moves the tests before the answers",
        change=tests_first,
        solved=True,
        earns=13,
        tried=False,
    ),
    Attack("edited-setup", "adds a line to the course's set-up cell", change=unlock_setup, tried=False),
    Attack(
        "outputs-in-the-file",
        "hands in test cells with outputs that look like a pass",
        change=forged_outputs,
        tried=False,
    ),
    Attack(
        "another-kernel",
        "asks for another kernel in the notebook's metadata",
        change=other_kernel,
        tried=False,
    ),
    Attack(
        "damaged-metadata",
        "gives all cells one id and drops schema_version, which stops nbgrader's batch",
        change=damaged_ids,
        solved=True,
        earns=13,
        tried=False,
    ),
    Attack(
        "forged-metadata",
        "claims in its metadata to have been graded",
        change=forged_kernel_death,
        tried=False,
    ),
    Attack(
        "forged-result",
        "sends an execute_result of 13 as the answer to every later request",
        first="kernel = get_ipython().kernel\nold = kernel.set_parent\n\ndef forge(ident, parent, channel='shell'):\n"
        "    old(ident, parent, channel)\n    kernel.session.send(kernel.iopub_socket, 'execute_result',\n"
        "        {'data': {'text/plain': '13'}, 'metadata': {}, 'execution_count': 1}, parent=parent)\n\n"
        "kernel.set_parent = forge\ntried()",
    ),
    Attack(
        "late-display",
        "updates displays of other cells from a thread while the tests run",
        first="import threading, time\nfrom IPython.display import display, HTML\n"
        "shown = display('x', display_id='check')\n\ndef forever():\n    while True:\n"
        "        display(HTML('13'), display_id='check', update=True)\n        time.sleep(0.01)\n\n"
        "threading.Thread(target=forever, daemon=True).start()\ntried()",
    ),
    Attack(
        "run-cell-hooks",
        "registers hooks before and after each cell that repair its outcome",
        first="ip = get_ipython()\nip.events.register('pre_run_cell', lambda info: ip.user_ns.update(total=5050 * 0))\n"
        "ip.events.register('post_run_cell', lambda result: setattr(result, 'error_in_exec', None))\ntried()",
    ),
    Attack(
        "magic",
        "replaces the run_cell of IPython itself",
        first="ip = get_ipython()\nold = type(ip).run_cell_async\n\nasync def quiet(self, raw, *a, **k):\n"
        "    return await old(self, 'pass' if 'check_' in raw else raw, *a, **k)\n\n"
        "type(ip).run_cell_async = quiet\ntried()",
    ),
    Attack(
        "tracing",
        "watches every frame with sys.settrace and turns failures into returns",
        first="import sys, threading\n\ndef trace(frame, event, argument):\n"
        "    if 'grader_tests' in frame.f_code.co_filename and event == 'call':\n"
        "        frame.f_globals['check_array'] = lambda *a, **k: None\n    return trace\n\n"
        "sys.settrace(trace)\nthreading.settrace(trace)\ntried()",
    ),
    Attack(
        "names-of-the-tests",
        "binds every name that the tests use: checks, data, the builder of models",
        first="check_array = check_layers = check_loss = check_output = lambda *a, **k: None\n"
        "check_trained = check_history = check_reaches = check_saved = check_array\ntried()",
        last="call = layer = ready_model = check_array",
    ),
]
