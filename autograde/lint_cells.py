"""Rules of test cells: they hand answers to checks, name what they test, and tell nothing they should
hide.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograde.cells import (
    HIDDEN_TESTS,
    Cell,
    bound_names,
    imported,
    is_code,
    is_test,
    nbgrader,
    parse,
    points,
    read_names,
    region_spans,
)
from autograde.course import LANGUAGES
from autograde.outline import Check, Finding, Outline


def tests_are_locked(outline: Outline) -> Iterator[Finding]:
    """A test cell is read-only, or students could change it unnoticed."""
    for cell in filter(is_test, outline.cells):
        if not nbgrader(cell).get("locked"):
            yield outline.label(cell), "set locked to true in the test cell's nbgrader metadata"


def tests_have_a_check(outline: Outline) -> Iterator[Finding]:
    """A test cell that checks nothing gives its points to everybody."""
    for cell in filter(is_test, outline.cells):
        if not outline.checks(cell):
            yield (
                outline.label(cell),
                "call a check of grader_tests: without one, every answer earns the points",
            )


def tests_only_check(outline: Outline) -> Iterator[Finding]:
    """A test cell holds imports, assignments and calls of checks, nothing else."""
    for cell in filter(is_test, outline.cells):
        for node in parse(cell.source).body:
            if isinstance(node, ast.Assert):
                yield (
                    outline.label(cell),
                    f"line {node.lineno}: use a check for this assert: it explains itself",
                )
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if not all(isinstance(name, ast.Name) for target in targets for name in _targets(target)):
                    yield (
                        outline.label(cell),
                        f"line {node.lineno}: assign to plain names, {ast.unparse(node)!r} changes an object",
                    )
            elif not isinstance(node, ast.Import | ast.ImportFrom) and not _is_check(outline, node):
                yield (
                    outline.label(cell),
                    f"line {node.lineno}: only imports, assignments and checks; move this to a setup cell",
                )


def checks_are_imported(outline: Outline) -> Iterator[Finding]:
    """A test cell imports the checks that it calls: when grading, only setup cells run before it."""
    for cell in filter(is_test, outline.cells):
        known = outline.setup_names | bound_names(cell.source, imports=True)
        for node in ast.walk(parse(cell.source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name = node.func.id
                if (name.startswith("check_") or name in ("call", "layer")) and name not in known:
                    yield (
                        outline.label(cell),
                        f"from grader_tests import {name}, in this cell or in a setup cell",
                    )


def answers_go_to_checks(outline: Outline) -> Iterator[Finding]:
    """Whatever touches an answer does it inside a check, which explains what then goes wrong."""
    for cell in filter(is_test, outline.cells):
        local = bound_names(cell.source, imports=True)
        for node, handed in _uses(outline, parse(cell.source), handed=False):
            name = _root(node)
            if name is None or name in local or name not in outline.answers:
                continue
            if isinstance(node.ctx if isinstance(node, ast.Name) else None, ast.Store):
                continue
            code = ast.unparse(node)
            if _calls(node):
                yield (
                    outline.label(cell),
                    f"hand over call(…) instead of {code}: then the check makes the call",
                )
            elif not handed:
                yield outline.label(cell), f"{code} reads the answer outside a check: hand it to the check"


def test_names_stay_inside(outline: Outline) -> Iterator[Finding]:
    """What a test cell binds is used in no other cell, and takes no name from a setup cell."""
    for cell in filter(is_test, outline.cells):
        own = bound_names(cell.source, imports=True)
        for name in sorted(bound_names(cell.source) & outline.setup_names):
            yield outline.label(cell), f"rename {name}: a setup cell binds it"
        for other in outline.code():
            if other is cell:
                continue
            elsewhere = _bound_without(outline, cell)
            for name in sorted(
                (own & read_names(parse(other.source))) - elsewhere - bound_names(other.source, imports=True)
            ):
                if not _is_local(name, other):
                    yield (
                        outline.label(other),
                        f"don't use {name}: only the test cell {outline.label(cell)} binds it",
                    )


def check_names_its_task(outline: Outline) -> Iterator[Finding]:
    """Each check names the point of the task that it tests, and the task has that point in both languages."""
    for cell in filter(is_test, outline.cells):
        task = outline.task_of(cell)
        if task is None:
            yield outline.label(cell), "put the test below a pair of cells tagged task"
            continue
        for check in outline.checks(cell):
            if check.task is None:
                yield (
                    outline.label(cell),
                    f"{_where(check)}: say which point it tests: task=1, as a plain number",
                )
                continue
            missing = [language for language in LANGUAGES if check.task not in task.numbers[language]]
            if missing:
                yield (
                    outline.label(cell),
                    f"{_where(check)}: the task has no point {check.task} in {' and '.join(missing)}; "
                    "number that sentence or name another",
                )


def hidden_is_said(outline: Outline) -> Iterator[Finding]:
    """`hidden=True` stands on the checks of hidden regions and on no other."""
    for cell in filter(is_code, outline.cells):
        try:
            spans = region_spans(cell.source, HIDDEN_TESTS)
        except ValueError as error:
            yield (
                outline.label(cell),
                f"{error}; write ### BEGIN HIDDEN TESTS and ### END HIDDEN TESTS in pairs",
            )
            continue
        if spans and not is_test(cell):
            yield (
                outline.label(cell),
                "hidden tests belong in a test cell (nbgrader: grade true, solution false)",
            )
        for check in outline.checks(cell) if is_test(cell) else []:
            inside = any(first <= check.node.lineno <= last for first, last in spans)
            value = check.argument("hidden")
            said = isinstance(value, ast.Constant) and value.value is True
            if value is not None and not (isinstance(value, ast.Constant) and isinstance(value.value, bool)):
                yield outline.label(cell), f"{_where(check)}: write hidden=True or leave it out"
            elif inside and not said:
                yield (
                    outline.label(cell),
                    f"{_where(check)}: add hidden=True, or its message tells what the test hides",
                )
            elif said and not inside:
                yield (
                    outline.label(cell),
                    f"{_where(check)}: take hidden=True off, or move it into ### BEGIN HIDDEN TESTS",
                )


def hints_are_bilingual(outline: Outline) -> Iterator[Finding]:
    """A hint is written out in both languages."""
    for cell in filter(is_test, outline.cells):
        for check in outline.checks(cell):
            hint = check.argument("hint")
            if hint is None or (isinstance(hint, ast.Constant) and hint.value is None):
                continue
            if not isinstance(hint, ast.Dict) or not _has_all_languages(hint):
                form = ", ".join(f'"{language}": "…"' for language in LANGUAGES)
                yield outline.label(cell), f"{_where(check)}: write the hint out as {{{form}}}"


def graded_credit_is_alone(outline: Outline) -> Iterator[Finding]:
    """A check with points= is its cell's only check and last expression, and promises the cell's points."""
    for cell in filter(is_test, outline.cells):
        checks = outline.checks(cell)
        for check in checks:
            promised = check.argument("points")
            if promised is None or (isinstance(promised, ast.Constant) and promised.value is None):
                continue
            last = parse(cell.source).body[-1]
            if len(checks) > 1:
                yield outline.label(cell), f"{_where(check)}: give the check with points= a cell of its own"
            elif not (isinstance(last, ast.Expr) and last.value is check.node):
                yield (
                    outline.label(cell),
                    f"{_where(check)}: make it the last expression: its result is the mark",
                )
            if not (isinstance(promised, ast.Constant) and _same(promised.value, points(cell))):
                yield (
                    outline.label(cell),
                    f"{_where(check)}: write points={points(cell):g}, as in the cell's metadata",
                )


def _where(check: Check) -> str:
    return f"line {check.node.lineno}, {check.name}"


def _targets(target: ast.expr) -> list[ast.expr]:
    """Return the parts of an assignment's target: `a, (b, *c)` has three."""
    if isinstance(target, ast.Tuple | ast.List):
        return [part for element in target.elts for part in _targets(element)]
    return _targets(target.value) if isinstance(target, ast.Starred) else [target]


def _is_check(outline: Outline, node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and bool(outline.checks_name(node.value))
    )


def _root(node: ast.AST) -> str | None:
    """Return the name that an expression of attributes, items and calls begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _uses(outline: Outline, node: ast.AST, *, handed: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Yield each use of a name, with its attributes, items and calls, and whether a check or `call` gets it.

    A lambda's body is left out: it runs when a check calls it.
    """
    if isinstance(node, ast.Lambda):
        return
    if not isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.Name):
        for child in ast.iter_child_nodes(node):
            yield from _uses(outline, child, handed=handed)
        return
    yield node, handed
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        if isinstance(node, ast.Call):
            gets = handed or bool(outline.checks_name(node)) or outline.is_lazy(node)
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                yield from _uses(outline, argument, handed=gets)
            node = node.func
        else:
            if isinstance(node, ast.Subscript):
                yield from _uses(outline, node.slice, handed=handed)
            node = node.value
    if not isinstance(node, ast.Name):
        yield from _uses(outline, node, handed=handed)


def _calls(node: ast.AST) -> bool:
    """Tell whether an expression of attributes, items and calls calls anything."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return isinstance(node, ast.Call)


def _bound_without(outline: Outline, cell: Cell) -> set[str]:
    """Return the names that cells other than test cells bind, and so every cell may use."""
    return {
        name
        for other in outline.code()
        if other is not cell and not is_test(other)
        for name in bound_names(other.source, imports=True)
    }


def _is_local(name: str, cell: Cell) -> bool:
    """Tell whether a function of a cell binds a name for itself: a parameter, a variable, an import."""
    for node in ast.walk(parse(cell.source)):
        if isinstance(node, ast.arg) and node.arg == name:
            return True
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name:
            return True
    return name in imported(parse(cell.source))


def _has_all_languages(hint: ast.Dict) -> bool:
    texts = {
        key.value: value.value
        for key, value in zip(hint.keys, hint.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    return (
        set(texts) == set(LANGUAGES)
        and len(hint.keys) == len(LANGUAGES)
        and all(map(str.strip, texts.values()))
    )


def _same(promised: object, earned: float) -> bool:
    return isinstance(promised, int | float) and not isinstance(promised, bool) and float(promised) == earned


CELL_RULES = (
    tests_are_locked,
    tests_have_a_check,
    tests_only_check,
    checks_are_imported,
    answers_go_to_checks,
    test_names_stay_inside,
    check_names_its_task,
    hidden_is_said,
    hints_are_bilingual,
    graded_credit_is_alone,
)
