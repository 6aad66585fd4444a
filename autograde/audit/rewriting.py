"""A cell's code with one piece replaced: what the operators of mutants and of equivalents are made of.

    for change in changes(source, [activation, keyword_dropped]):
        change.operator, change.line, change.told, change.source

An operator is a function of one node of the syntax tree. It yields pairs: what it does, in a few words, and
the node to put in place (a list of statements for a statement).
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograde.cells import parse

Replacement = tuple[str, ast.AST | list[ast.stmt]]
Operator = Callable[[ast.AST, "Place"], Iterable[Replacement]]


@dataclass(frozen=True)
class Place:
    """Where a node stands.

    Args:
        parents: from the module down to the node's own.
        given: functions that the unit's set-up cells define.
    """

    parents: tuple[ast.AST, ...]
    given: frozenset[str] = frozenset()

    @property
    def parent(self) -> ast.AST:
        """The node directly above."""
        return self.parents[-1]

    @property
    def function(self) -> ast.FunctionDef | None:
        """The innermost function around the node."""
        found = (node for node in reversed(self.parents) if isinstance(node, ast.FunctionDef))
        return next(found, None)


@dataclass(frozen=True)
class Change:
    """One changed version of a cell.

    Args:
        operator: name of the rule.
        line: of the cell, from 1.
        told: what was changed, in a few words.
        source: the changed cell.
    """

    operator: str
    line: int
    told: str
    source: str


def changes(source: str, operators: Sequence[Operator], given: Iterable[str] = ()) -> Iterator[Change]:
    """Yield every version of a cell that one application of one operator makes, each text once.

    Args:
        source: code without nbgrader's marks.
        operators: in the order in which their changes come.
        given: functions of the unit's set-up cells.
    """
    tree = parse(source)
    places = list(_places(tree, frozenset(given)))
    seen = {ast.unparse(tree)}
    for operator in operators:
        for number, (node, place) in enumerate(places):
            for told, replacement in operator(node, place):
                text = ast.unparse(ast.fix_missing_locations(_replaced(tree, number, replacement)))
                if text not in seen:
                    seen.add(text)
                    yield Change(_name(operator), getattr(node, "lineno", 1), told, text)


def rewritten(source: str, *rewriters: ast.NodeTransformer) -> str | None:
    """Return a cell after every rewriter; None when that changes nothing."""
    tree = copy.deepcopy(parse(source))
    before = ast.unparse(tree)
    for rewriter in rewriters:
        tree = rewriter.visit(tree)
    after = ast.unparse(ast.fix_missing_locations(tree))
    return None if after == before else after


def _name(operator: Operator) -> str:
    return operator.__name__.replace("_", "-")


def _places(
    node: ast.AST, given: frozenset[str], parents: tuple[ast.AST, ...] = ()
) -> Iterator[tuple[ast.AST, Place]]:
    for child in ast.iter_child_nodes(node):
        place = Place((*parents, node), given)
        yield child, place
        yield from _places(child, given, place.parents)


def _replaced(tree: ast.Module, number: int, replacement: ast.AST | list[ast.stmt]) -> ast.Module:
    copied = copy.deepcopy(tree)
    target, place = list(_places(copied, frozenset()))[number]
    for name, value in ast.iter_fields(place.parent):
        if value is target:
            setattr(place.parent, name, replacement)
        elif isinstance(value, list) and any(item is target for item in value):
            position = next(index for index, item in enumerate(value) if item is target)
            value[position : position + 1] = replacement if isinstance(replacement, list) else [replacement]
    return copied
