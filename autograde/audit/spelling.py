"""Right answers, made from a right one: the same said in another of Keras's ways.

    for change in equivalents(solution):
        change.operator, change.cells          # one cell, or several where it was split

A test that fails one of these asks for a spelling that no task asks for.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograde.audit.rewriting import rewritten
from autograde.cells import parse

_LOSSES = {
    "mse": "MeanSquaredError",
    "mean_squared_error": "MeanSquaredError",
    "mae": "MeanAbsoluteError",
    "mean_absolute_error": "MeanAbsoluteError",
    "binary_crossentropy": "BinaryCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
}
_OPTIMIZERS = {"adam": "Adam", "sgd": "SGD", "rmsprop": "RMSprop", "adamw": "AdamW", "nadam": "Nadam"}
_ACTIVATIONS = {"relu", "softmax", "sigmoid", "tanh", "elu", "gelu", "linear"}
_UNITS = {"Dense": "units", "Conv2D": "filters", "Dropout": "rate"}
_TALK = "print('working', {name!r})\nimport warnings\nwarnings.warn('only a remark')\n"


@dataclass(frozen=True)
class Spelling:
    """A cell said otherwise.

    Args:
        operator: name of the rule.
        told: what it does, in a few words.
        cells: the code, in one cell or several.
    """

    operator: str
    told: str
    cells: tuple[str, ...]


def equivalents(source: str) -> Iterator[Spelling]:
    """Yield every equivalent of a solution cell.

    Args:
        source: a solution, without nbgrader's marks.
    """
    for operator, told, rewriter in _REWRITERS:
        if (text := rewritten(source, rewriter())) is not None:
            yield Spelling(operator, told, (text,))
    for operator, told, way in _WAYS:
        if (cells := way(source)) is not None:
            yield Spelling(operator, told, cells)


class _Objects(ast.NodeTransformer):
    """`loss="mse"` → `loss=keras.losses.MeanSquaredError()`, and optimizers and activations likewise."""

    def visit_keyword(self, node: ast.keyword) -> ast.keyword:
        self.generic_visit(node)
        text = node.value.value if isinstance(node.value, ast.Constant) else None
        if node.arg == "loss" and text in _LOSSES:
            node.value = _expression(f"keras.losses.{_LOSSES[text]}()")
        elif node.arg == "optimizer" and text in _OPTIMIZERS:
            node.value = _expression(f"keras.optimizers.{_OPTIMIZERS[text]}()")
        elif node.arg == "activation" and text in _ACTIVATIONS:
            node.value = _expression(f"keras.activations.{text}")
        return node


class _ActivationLayers(ast.NodeTransformer):
    """`[Dense(8, activation="relu")]` → `[Dense(8), Activation("relu")]` in a list for `Sequential`."""

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        if _called(node) == "Sequential" and node.args and isinstance(node.args[0], ast.List):
            node.args[0].elts = [part for item in node.args[0].elts for part in self._parts(item)]
        return node

    @staticmethod
    def _parts(item: ast.expr) -> Iterator[ast.expr]:
        if isinstance(item, ast.Call) and _called(item) in ("Dense", "Conv2D"):
            chosen = next((word for word in item.keywords if word.arg == "activation"), None)
            if chosen is not None:
                item.keywords.remove(chosen)
                yield item
                yield ast.Call(_expression("keras.layers.Activation"), [chosen.value], [])
                return
        yield item


class _Added(ast.NodeTransformer):
    """`model = Sequential([a, b])` → `model = Sequential()`, `model.add(a)`, `model.add(b)`."""

    def visit_Assign(self, node: ast.Assign) -> ast.stmt | list[ast.stmt]:
        return self._added(node, node.targets[0] if len(node.targets) == 1 else None)

    def visit_Return(self, node: ast.Return) -> ast.stmt | list[ast.stmt]:
        found = self._added(node, ast.Name("built_step_by_step", ast.Store()))
        if isinstance(found, list):
            found.append(ast.Return(ast.Name("built_step_by_step", ast.Load())))
        return found

    @staticmethod
    def _added(node: ast.Assign | ast.Return, target: ast.expr | None) -> ast.stmt | list[ast.stmt]:
        value = node.value
        if not (
            isinstance(value, ast.Call)
            and _called(value) == "Sequential"
            and len(value.args) == 1
            and isinstance(value.args[0], ast.List)
            and isinstance(target, ast.Name)
            and not any(isinstance(item, ast.Starred) for item in value.args[0].elts)
        ):
            return node
        empty = ast.Call(value.func, [], value.keywords)
        lines: list[ast.stmt] = [ast.Assign([target], empty)]
        for item in value.args[0].elts:
            add = ast.Attribute(ast.Name(target.id, ast.Load()), "add", ast.Load())
            lines.append(ast.Expr(ast.Call(add, [item], [])))
        return lines


class _NamedArguments(ast.NodeTransformer):
    """`Dense(8)` → `Dense(units=8)`."""

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        name = _UNITS.get(_called(node) or "")
        if name and len(node.args) == 1:
            node.keywords.insert(0, ast.keyword(name, node.args.pop()))
        return node


class _NamedLayers(ast.NodeTransformer):
    """Every layer gets a name of its own, but those made in a loop: one name for all is refused by Keras."""

    def __init__(self) -> None:
        self.count = 0

    def visit_For(self, node: ast.For) -> ast.For:
        return node

    def visit_While(self, node: ast.While) -> ast.While:
        return node

    def visit_ListComp(self, node: ast.ListComp) -> ast.ListComp:
        return node

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.GeneratorExp:
        return node

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        if _called(node) in _UNITS and not any(word.arg in ("name", None) for word in node.keywords):
            self.count += 1
            node.keywords.append(ast.keyword("name", ast.Constant(f"my_layer_{self.count}")))
        return node


class _RenamedLocals(ast.NodeTransformer):
    """Variables inside functions get other names."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        inner = any(
            isinstance(part, ast.FunctionDef | ast.Lambda | ast.ClassDef | ast.Global | ast.Nonlocal)
            for statement in node.body
            for part in ast.walk(statement)
        )
        if inner:
            return node
        local = {
            part.id
            for part in ast.walk(node)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
        } - {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in local:
                part.id = f"my_{part.id}"
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        return node


def _bound_to_another(source: str) -> tuple[str, ...] | None:
    tree = copy.deepcopy(parse(source))
    body: list[ast.stmt] = []
    for node in tree.body:
        body.append(node)
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            name = node.name
            node.name = f"my_{name}"
            body.append(ast.Assign([ast.Name(name, ast.Store())], ast.Name(node.name, ast.Load())))
    if len(body) == len(tree.body):
        return None
    tree.body = body
    return (ast.unparse(ast.fix_missing_locations(tree)),)


def _talkative(source: str) -> tuple[str, ...] | None:
    tree = copy.deepcopy(parse(source))
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for node in found:
        node.body = [*ast.parse(_TALK.format(name=node.name)).body, *node.body]
    return (ast.unparse(ast.fix_missing_locations(tree)),) if found else None


def _split(source: str) -> tuple[str, ...] | None:
    body = parse(source).body
    return tuple(ast.unparse(node) for node in body) if len(body) > 1 else None


def _called(node: ast.Call) -> str | None:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)


def _expression(code: str) -> ast.expr:
    return ast.parse(code, mode="eval").body


_REWRITERS: tuple[tuple[str, str, Callable[[], ast.NodeTransformer]], ...] = (
    ("objects", "losses, optimizers and activations as objects in place of strings", _Objects),
    ("activation-layers", "activations as layers", _ActivationLayers),
    ("added-layers", "layers added one by one", _Added),
    ("named-arguments", "sizes by name", _NamedArguments),
    ("named-layers", "every layer with a name of its own", _NamedLayers),
    ("renamed-variables", "other names of variables inside functions", _RenamedLocals),
)
_WAYS: tuple[tuple[str, str, Callable[[str], tuple[str, ...] | None]], ...] = (
    (
        "another-name",
        "functions written under another name and bound to the one asked for",
        _bound_to_another,
    ),
    ("talkative", "functions that print and warn", _talkative),
    ("split", "each statement in a cell of its own", _split),
)
