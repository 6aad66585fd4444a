"""Objects that live in the student's process while the check runs in another.

    handle.units            # a public attribute, fetched
    handle(x)               # called there, on data from here

A check that asks for attributes and makes calls can't tell a handle from the object. What can't be done is
`isinstance`: `is_kind(found, "Model")` and `kind_of(found)` serve for both.
"""

from __future__ import annotations

import builtins
import inspect
import weakref
from typing import Any

import keras

from grader_tests import answers
from grader_tests.errors import RemoteError


class Handle:
    """One object of the student's process.

    Args:
        number: by which that process knows it.
        kind: name of its class.
        kinds: what else it is: `Model`, `Layer`, `Loss`, `function`, …
        name: its `__name__`, if it has one.
        parameters: of a callable, by name.
    """

    def __init__(
        self, number: int, kind: str, kinds: frozenset[str], name: str | None, parameters: tuple[str, ...]
    ) -> None:
        self._number = number
        self._kind = kind
        self._kinds = kinds
        if name is not None:
            self.__name__ = name
        self.__signature__ = inspect.Signature(
            [
                inspect.Parameter(parameter, inspect.Parameter.POSITIONAL_ONLY)
                for parameter in dict.fromkeys(parameters)
                if parameter.isidentifier()
            ]
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return answers.reach().attribute(self, name)
        except RemoteError as error:
            if error.facts.kind == "AttributeError":
                raise AttributeError(name) from None
            raise

    def __repr__(self) -> str:
        return f"<{self._kind}>"


class CallableHandle(Handle):
    """A function, a class, or any other object that can be called."""

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call it in the student's process."""
        return answers.reach().call(self, arguments, keywords).result


class History:
    """What of a Keras `History` crosses: the record, not the model."""

    def __init__(self, history: Any, epoch: Any, params: Any) -> None:
        self.history = history
        self.epoch = epoch
        self.params = params


def is_kind(value: Any, kind: str) -> bool:
    """Say whether a value is of one of Keras's kinds, here or in the student's process.

    Args:
        value: the student's object.
        kind: `Model`, `Layer`, `Loss`, `Metric`, `Optimizer` or `Callback`.
    """
    if isinstance(value, Handle):
        return kind in value._kinds
    home = {"Model": keras, "Layer": keras.layers, "Loss": keras.losses, "Metric": keras.metrics}
    home |= {"Optimizer": keras.optimizers, "Callback": keras.callbacks}
    return isinstance(value, getattr(home[kind], kind))


def kind_of(value: Any) -> str:
    """Return the name of a value's class, wherever the value lives."""
    return value._kind if isinstance(value, Handle) else type(value).__name__


_NAMED_ELSEWHERE = {
    *("NoneType", "function", "method", "generator", "module", "ndarray", "DataFrame", "Series", "History"),
    *("EagerTensor", "Tensor", "Variable", "KerasVariable", "KerasTensor", "Functional", "CallableHandle"),
    *("InvalidArgumentError", "ResourceExhaustedError", "OperatorNotAllowedInGraphError"),
}


def is_public_name(kind: str) -> bool:
    """Say whether a class of this name is Python's, NumPy's or Keras's: no word of the student's."""
    homes = (builtins, keras, keras.layers, keras.losses, keras.metrics, keras.optimizers, keras.callbacks)
    return kind in _NAMED_ELSEWHERE or (
        kind.isidentifier() and any(isinstance(getattr(home, kind, None), type) for home in homes)
    )


_origins: weakref.WeakKeyDictionary[Any, Handle] = weakref.WeakKeyDictionary()


def remember_origin(rebuilt: Any, origin: Handle) -> None:
    """Note that `rebuilt` was made after the student's object behind `origin`."""
    _origins[rebuilt] = origin


def as_compiled(model: Any) -> Any:
    """Return the model, or its origin where what it was compiled with could not be rebuilt here."""
    origin = _origins.get(model) if not isinstance(model, Handle) else None
    return model if origin is None or model.compiled else origin
