"""Wrong answers, made from a right one: what students get wrong about Keras, and slips that anybody makes.

    for change in mutants(solution, given={"standardise"}):
        change.operator, change.told, change.source

The operators about training and models follow those that DeepCrime derived from real faults (Humbatova,
Jahangirova, Tonella, ISSTA 2021: changed activation, loss, epochs, learning rate, missing validation, …) and
the mistakes that this course's units warn of; those about plain code are the usual ones of mutation testing.
A change may turn out to be right all the same; then a person says so, in the unit's `harmless.toml`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Iterator

from autograde.audit.rewriting import Change, Operator, Place, Replacement, changes
from autograde.cells import dotted, parse

_ACTIVATIONS = {
    "relu": "linear",
    "tanh": "linear",
    "elu": "linear",
    "gelu": "linear",
    "softmax": "relu",
    "sigmoid": "linear",
    "linear": "sigmoid",
}
_LOSSES = {
    "sparse_categorical_crossentropy": "categorical_crossentropy",
    "categorical_crossentropy": "sparse_categorical_crossentropy",
    "binary_crossentropy": "hinge",
    "mse": "binary_crossentropy",
    "mean_squared_error": "binary_crossentropy",
    "mae": "binary_crossentropy",
    "mean_absolute_error": "binary_crossentropy",
}
_METHODS = {
    "argmax": "argmin",
    "argmin": "argmax",
    "mean": "sum",
    "sum": "mean",
    "max": "min",
    "min": "max",
    "std": "var",
    "ceil": "floor",
    "floor": "ceil",
    "abs": "negative",
    "sqrt": "square",
    "square": "abs",
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.Mod: ast.Mult,
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_WITH_UNITS = {"Dense", "Conv2D", "SimpleRNN", "LSTM", "GRU", "Embedding"}
_SETS = ("train", "val", "test", "other")
# Keywords that change what is seen or said, and nothing that a task could ask for.
_IDLE = {"verbose", "name", "seed", "random_state", "dtype", "project_name", "overwrite", "figsize", "label"}
# Numbers that have an operator of their own.
_COVERED = {"epochs", "units", "filters", "learning_rate"}
_REMEMBERING = """
def _remembering(function):
    kept = []

    def same(*arguments, **named):
        if not kept:
            kept.append(function(*arguments, **named))
        return kept[0]

    return same


{name} = _remembering({name})
"""


def mutants(source: str, given: Iterable[str] = ()) -> Iterator[Change]:
    """Yield every mutant of a solution cell.

    Args:
        source: a solution, without nbgrader's marks.
        given: functions of the unit's set-up cells.
    """
    yield from changes(source, OPERATORS, given)
    for node in parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.args.args:
            told = f"{node.name} gives its first result to every later call"
            yield Change("hard-coded", node.lineno, told, source + "\n" + _REMEMBERING.format(name=node.name))


def activation(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """Another activation function: a hidden layer becomes linear, an output gets another range."""
    if _text(node) in _ACTIVATIONS and (
        _keyword(place) == "activation" or _last_name(place.parent) == "Activation"
    ):
        other = _ACTIVATIONS[_text(node)]
        yield f"activation {_text(node)} → {other}", ast.Constant(other)


def units(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """One unit or filter more."""
    first = isinstance(place.parent, ast.Call) and place.parent.args[:1] == [node]
    of_keyword = _keyword(place) in ("units", "filters")
    call = place.parents[-2] if of_keyword else place.parent
    if (
        (first or of_keyword)
        and _last_name(call) in _WITH_UNITS
        and isinstance(node, ast.Constant | ast.Name)
    ):
        more = ast.BinOp(copy.deepcopy(node), ast.Add(), ast.Constant(1))
        yield f"{_last_name(call)}: {ast.unparse(node)} + 1", more


def loss(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """A loss for other labels."""
    if _text(node) in _LOSSES and (
        _keyword(place) == "loss" or isinstance(place.parent, ast.Dict | ast.List)
    ):
        yield f"loss {_text(node)} → {_LOSSES[_text(node)]}", ast.Constant(_LOSSES[_text(node)])


def learning_rate(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """A hundred times the learning rate."""
    if _keyword(place) == "learning_rate" and isinstance(node, ast.Constant | ast.Name):
        yield (
            f"learning_rate {ast.unparse(node)} × 100",
            ast.BinOp(copy.deepcopy(node), ast.Mult(), ast.Constant(100)),
        )


def epochs(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """No epochs: nothing is learned."""
    if _keyword(place) == "epochs":
        yield "epochs=0", ast.Constant(0)


def layer_dropped(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """A layer less, in a list of layers or in a chain of calls."""
    if (
        isinstance(node, ast.List)
        and isinstance(place.parent, ast.Call)
        and _last_name(place.parent) == "Sequential"
    ):
        for position, item in enumerate(node.elts):
            if _last_name(item) not in ("Input", None):
                left = [copy.deepcopy(kept) for index, kept in enumerate(node.elts) if index != position]
                yield f"without {_last_name(item)}", ast.List(left, ast.Load())
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Call)
        and len(node.args) == 1
        and not node.keywords
    ):
        yield f"without {_last_name(node.func)}", copy.deepcopy(node.args[0])


def call_dropped(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """A call made for its effect is left out: no fit, no compile, no save, no add."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield f"without {dotted(node.value.func) or 'the call'}()", [ast.Pass()]


def assignment_dropped(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """An attribute that is not set: nothing frozen, no new learning rate."""
    if (
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Attribute)
        and place.function is not None
        and place.function.name != "__init__"
    ):
        yield f"without {ast.unparse(node.targets[0])} = …", [ast.Pass()]


def scaling_removed(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """A function of the set-up cells is not applied to its argument."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in place.given
        and len(node.args) == 1
        and not node.keywords
    ):
        yield f"{ast.unparse(node)} → its argument", copy.deepcopy(node.args[0])


def sets_swapped(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """One data set in the place of another: what is meant for training is tested on, and so on."""
    function = place.function
    if function is None or not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
        return
    known = {argument.arg for argument in function.args.args}
    known |= {
        part.id
        for part in ast.walk(function)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }
    for here in _SETS:
        for there in _SETS:
            other = node.id.replace(here, there)
            if here in node.id and other != node.id and other in known:
                yield f"{node.id} → {other}", ast.Name(other, ast.Load())


def order_swapped(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """What is returned comes in the other order."""
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) > 1:
        swapped = ast.Tuple([copy.deepcopy(item) for item in reversed(node.value.elts)], ast.Load())
        yield "results in reverse order", ast.Return(swapped)


def nothing_returned(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """The result is computed and not returned."""
    if isinstance(node, ast.Return) and node.value is not None:
        yield "no return", [ast.Expr(copy.deepcopy(node.value))]


def keyword_dropped(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """A keyword that a call was given is left out: no validation data, no callbacks, no restored weights."""
    if isinstance(node, ast.Call):
        for position, item in enumerate(node.keywords):
            if item.arg is not None and item.arg not in _IDLE:
                fewer = copy.deepcopy(node)
                del fewer.keywords[position]
                yield f"{_last_name(node) or 'call'} without {item.arg}", fewer


def flag_flipped(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """True for False, False for True: frozen or not, restored or not."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool) and _keyword(place) not in _IDLE:
        yield f"{node.value} → {not node.value}", ast.Constant(not node.value)


def number_changed(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """A number off by one, or twice as large."""
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return
    if _keyword(place) in _IDLE | _COVERED or any(units(node, place)):
        return
    if isinstance(node.value, int):
        yield f"{node.value} → {node.value + 1}", ast.Constant(node.value + 1)
    elif isinstance(node.value, float):
        yield f"{node.value:g} → {2 * node.value:g}", ast.Constant(2 * node.value)


def arithmetic_changed(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """Minus for plus, division for multiplication."""
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        other = copy.deepcopy(node)
        other.op = _ARITHMETIC[type(node.op)]()
        yield f"{ast.unparse(node)} → {ast.unparse(other)}", other


def comparison_changed(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """A comparison that says the contrary."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        other = copy.deepcopy(node)
        other.ops[0] = _COMPARISONS[type(node.ops[0])]()
        yield f"{ast.unparse(node)} → {ast.unparse(other)}", other


def method_changed(node: ast.AST, place: Place) -> Iterator[Replacement]:
    """A neighbouring function: the smallest for the largest, the sum for the mean."""
    if isinstance(node, ast.Attribute) and node.attr in _METHODS:
        other = copy.deepcopy(node)
        other.attr = _METHODS[node.attr]
        yield f"{node.attr} → {other.attr}", other


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _keyword(place: Place) -> str | None:
    return place.parent.arg if isinstance(place.parent, ast.keyword) else None


def _last_name(node: ast.AST) -> str | None:
    """Return the name of what a call calls: `Dense` for `layers.Dense(3)`."""
    if not isinstance(node, ast.Call):
        return None
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)


OPERATORS: tuple[Operator, ...] = (
    activation,
    units,
    loss,
    learning_rate,
    epochs,
    layer_dropped,
    call_dropped,
    assignment_dropped,
    scaling_removed,
    sets_swapped,
    order_swapped,
    nothing_returned,
    keyword_dropped,
    flag_flipped,
    arithmetic_changed,
    comparison_changed,
    method_changed,
    number_changed,
)
