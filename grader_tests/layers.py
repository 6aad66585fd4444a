"""`check_layers`: does a model have these layers? The pattern is a list of `layer(...)` and `...`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import EllipsisType
from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.handles import Handle, kind_of
from grader_tests.messages import clean, shown, text
from grader_tests.models import Model, require_model
from grader_tests.probes import flat_layers

# A separate activation layer counts as the activation of the layer before it: both are right.
_ACTIVATION_LAYERS = {"ReLU": "relu", "Softmax": "softmax", "LeakyReLU": "leaky_relu", "ELU": "elu"}
_LEAST_CHANGE = 1e-3  # of outputs of size 1, when all weights of a layer are drawn anew
_NONLINEAR_KINDS = {"PReLU", "MaxPooling1D", "MaxPooling2D", "LSTM", "GRU", "SimpleRNN"}


@dataclass(frozen=True)
class Pattern:
    """One layer of a pattern; make one with `layer`."""

    kind: str
    config: tuple[tuple[str, Any], ...]

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(f'{field}={value!r}' for field, value in self.config)})"


@dataclass(frozen=True)
class LayerFacts:
    """A layer as its public configuration tells it, in plain values."""

    kind: str
    config: dict[str, Any]


def layer(kind: str | type, **config: Any) -> Pattern:
    """Return a pattern that fits a layer of this kind with, at least, this configuration.

        layer("Dense", units=3, activation="softmax")
        layer("Dropout")

    Args:
        kind: name or class of a Keras layer; "Layer" fits every one.
        **config: fields of the layer's `get_config()`; a set of values allows each of them.
    """
    return Pattern(kind if isinstance(kind, str) else kind.__name__, tuple(config.items()))


def check_layers(
    model: Any,
    pattern: Sequence[Pattern | EllipsisType] | None = None,
    *,
    hidden_nonlinearity: bool | None = None,
    parameters: int | None = None,
    x: np.ndarray | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check a model's layers.

        check_layers(model, [..., layer("Dense", units=3, activation="softmax")], task=2)
        check_layers(model, hidden_nonlinearity=True, task=3)
        check_layers(model, parameters=1_243, task=4)

    Args:
        model: a Keras model, or an answer that gives one; nested models are looked into.
        pattern: layers in order, `...` for any number of any layers. Inputs are left out; an
            activation may stand in the layer or in a layer of its own.
        hidden_nonlinearity: True: something before the last layer with weights is not linear.
        parameters: how many weights there are, those that are not trained included.
        x: `(batch, …)` as the model takes it, for models with classes of the student's own, whose word for
            their layers is not taken: on these rows each layer must take part in the output. Default: drawn,
            where the model has been built.
        task: number of the point of the task.
        hidden: the message does not show the pattern.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: a claim does not hold.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = require_model(exam)
        facts = exam.touch(layer_facts, found)
        if exam.touch(_is_own, found):
            _see_at_work(exam, found, facts, x)
        if pattern is not None:
            _match(exam, facts, pattern)
        if hidden_nonlinearity and not _has_hidden_nonlinearity(facts):
            exam.fail(
                text("{name}: everything before the output layer is linear.", name=exam.name),
                next=text("a stack of linear layers is one linear layer: give a hidden layer an activation."),
            )
        if parameters is not None:
            _count(exam, found, parameters)
        exam.accept(text("{name}: the layers are right.", name=exam.name))


def layer_facts(model: Model) -> list[LayerFacts]:
    """Return the layers in order, inputs left out, nested models opened."""
    return [LayerFacts(kind_of(part), _plain_config(part.get_config())) for part in flat_layers(model)]


def _plain_config(config: Any) -> dict[str, Any]:
    return {str(field): _plain(value) for field, value in dict(config).items()}


def _is_own(model: Model) -> bool:
    """Say whether a class of the student's own is among a model and its layers."""
    return isinstance(model, Handle) or any(
        isinstance(part, Handle) or type(part).__module__.split(".")[0] != "keras"
        for part in (model, *flat_layers(model))
    )


def _see_at_work(exam: Examination, model: Model, facts: Sequence[LayerFacts], x: np.ndarray | None) -> None:
    """Fail unless the output depends on every layer that the model shows."""
    seen = exam.touch(answers.reach().probe, "layers_at_work", [model, x], {})
    if seen is None:
        exam.fail(
            text("{name} has no weights yet.", name=exam.name),
            next=text("call the model once on a few rows, so that its layers know their input."),
            early=True,
        )
    works = exam.touch(lambda: [bool(called) and not abs(change) < _LEAST_CHANGE for called, change in seen])
    for number, (fact, at_work) in enumerate(zip(facts, works, strict=False), start=1):
        if not at_work:
            exam.fail(
                text(
                    "{name}: layer {number} ({kind}) takes no part in the output.",
                    name=exam.name,
                    number=number,
                    kind=exam.class_name(fact.kind),
                ),
                next=text("which layers does `call` go through, and is each result used?"),
                early=True,
            )
    if len(works) != len(facts):
        exam.fail(
            text("{name} does not have the layers of the task.", name=exam.name),
            next=text("which layers does `call` go through, and is each result used?"),
            early=True,
        )


def merge_activations(facts: Sequence[LayerFacts]) -> list[LayerFacts]:
    """Return the layers with each separate activation moved into the linear layer before it."""
    merged: list[LayerFacts] = []
    for fact in facts:
        name = _ACTIVATION_LAYERS.get(fact.kind) or (
            fact.config.get("activation") if fact.kind == "Activation" else None
        )
        if name and merged and merged[-1].config.get("activation", "") == "linear":
            merged[-1] = LayerFacts(merged[-1].kind, {**merged[-1].config, "activation": name})
        else:
            merged.append(fact)
    return merged


def _match(exam: Examination, facts: list[LayerFacts], pattern: Sequence[Pattern | EllipsisType]) -> None:
    asked = [item for item in pattern if isinstance(item, Pattern)]
    if not any(item.kind == "Activation" or item.kind in _ACTIVATION_LAYERS for item in asked):
        facts = merge_activations(facts)
    if _fits(facts, pattern):
        return
    if len(asked) == len(pattern) and len(facts) != len(asked):
        exam.fail(
            text("{name} has the wrong number of layers.", name=exam.name),
            expected=shown(len(asked)),
            got=shown(len(facts)),
            told=True,
        )
    for position, item in _anchored(facts, pattern):
        wrong = _first_difference(facts[position], item)
        if wrong is None:
            continue
        field, expected, got = wrong
        exam.fail(
            text(
                "{name}: layer {number} ({kind}) has the wrong {field}.",
                name=exam.name,
                number=position + 1,
                kind=exam.class_name(facts[position].kind),
                field=field,
            ),
            expected=shown(expected),
            got=shown(got),
            next=text("compare this layer with the sentence of the task."),
        )
    exam.fail(
        text("{name} does not have the layers of the task.", name=exam.name),
        expected=shown(" → ".join("…" if item is ... else str(item) for item in pattern)),
        got=shown(" → ".join(fact.kind for fact in facts) or "—"),
        next=text("compare layer by layer, from the first."),
    )


def _fits(facts: Sequence[LayerFacts], pattern: Sequence[Pattern | EllipsisType]) -> bool:
    if not pattern:
        return not facts
    first, rest = pattern[0], pattern[1:]
    if isinstance(first, EllipsisType):
        return any(_fits(facts[skipped:], rest) for skipped in range(len(facts) + 1))
    return bool(facts) and _first_difference(facts[0], first) is None and _fits(facts[1:], rest)


def _anchored(
    facts: Sequence[LayerFacts], pattern: Sequence[Pattern | EllipsisType]
) -> list[tuple[int, Pattern]]:
    """Return the layers whose place the pattern fixes, counted from the start or from the end."""
    places: list[tuple[int, Pattern]] = []
    for position, item in enumerate(pattern):
        if isinstance(item, EllipsisType):
            break
        places.append((position, item))
    else:
        return [place for place in places if place[0] < len(facts)]
    for back, item in enumerate(reversed(pattern), start=1):
        if isinstance(item, EllipsisType):
            break
        places.append((len(facts) - back, item))
    return [place for place in places if 0 <= place[0] < len(facts)]


def _first_difference(fact: LayerFacts, item: Pattern) -> tuple[str, str, str] | None:
    """Return field, expected and found value of the first field that differs; None when all fit."""
    if item.kind not in (fact.kind, "Layer"):
        return "kind", item.kind, fact.kind
    for field, wanted in item.config:
        allowed = (
            wanted if isinstance(wanted, (set, frozenset)) else {wanted} if _hashable(wanted) else [wanted]
        )
        found = fact.config.get(field)
        if not any(_same(found, _plain(value)) for value in allowed):
            return field, " / ".join(sorted(repr(_plain(value)) for value in allowed)), clean(repr(found))
    return None


def _plain(value: Any) -> Any:
    """Return what a field of a configuration says, whichever way it was spelled."""
    if isinstance(value, dict) and "class_name" in value:  # a serialized initializer, regularizer, …
        config = value.get("config")
        return str(config if isinstance(config, str) else value["class_name"])
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return tuple(_plain(item) for item in value)
    return getattr(value, "__name__", None) or type(value).__name__


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(found, float) and isinstance(wanted, (int, float)):
        return bool(np.isclose(found, wanted, rtol=1e-6))  # float32 fields read back as float64
    return type(found) is type(wanted) and bool(found == wanted)


def _hashable(value: Any) -> bool:
    return isinstance(value, (bool, int, float, str, tuple, type(None)))


def _has_hidden_nonlinearity(facts: Sequence[LayerFacts]) -> bool:
    merged = merge_activations(facts)
    with_weights = [
        index for index, fact in enumerate(merged) if "units" in fact.config or "filters" in fact.config
    ]
    last = with_weights[-1] if with_weights else 0
    return any(
        fact.kind in _NONLINEAR_KINDS
        or fact.kind in _ACTIVATION_LAYERS
        or fact.config.get("activation", "linear") != "linear"
        for fact in merged[:last]
    )


def _count(exam: Examination, model: Model, parameters: int) -> None:
    # A subclass that was built by its input shape has weights, and does not call itself built.
    if not exam.touch(lambda: bool(model.built) or bool(model.weights)):
        exam.fail(
            text("{name} has no weights yet.", name=exam.name),
            next=text("begin the model with `keras.Input(...)`: the first layer has to know its input."),
            early=True,
        )
    found = exam.touch(lambda: int(model.count_params()))
    if found != parameters:
        exam.fail(
            text("{name} has the wrong number of parameters.", name=exam.name),
            expected=shown(parameters),
            got=shown(found),
            next=text("`model.summary()` shows the parameters of each layer."),
        )
