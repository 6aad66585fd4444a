"""Python objects as data, and back: what may cross between the student's process and the tests.

    tree, buffers = Encoder(keep).encode(value), encoder.buffers
    value = Decoder(buffers, build).decode(tree)

Scalars, strings, containers and arrays go by value. A Keras object goes as its public configuration and its
weights; what else there is stays where it lives and goes as a handle, a number with a few facts. Reading any
of it runs nothing. Keras is looked up, never imported: a notebook may choose its backend first.
"""

from __future__ import annotations

import inspect
import io
import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np

from autograde.wire import Malformed

Tree = Any  # what JSON can hold
_DEPTH = 30
_ITEMS = 200_000
_TEXT = 100_000  # characters of one string
_DIGITS = 400
_PLAIN_DTYPES = "biufcSU"
_PUBLIC = (
    "losses",
    "metrics",
    "activations",
    "optimizers",
    "layers",
    "callbacks",
    "regularizers",
    "initializers",
)


class Unsendable(Exception):  # noqa: N818 - what it is
    """A value is too large or too deep to cross."""


def _is_remote(error: Exception) -> bool:
    errors = sys.modules.get("grader_tests.errors")  # importing it would import Keras
    return errors is not None and isinstance(error, errors.RemoteError)


class Encoder:
    """Turns one message's values into trees and byte strings.

    Args:
        keep: remembers an object that stays, and returns its number; without one such an object is refused.
        refer: returns the number of an object that came from the other side, None for any other.
    """

    def __init__(
        self,
        keep: Callable[[Any], int] | None = None,
        refer: Callable[[Any], int | None] = lambda value: None,
    ) -> None:
        self.buffers: list[bytes] = []
        self._keep = keep
        self._refer = refer
        self._items = 0

    def encode(self, value: Any, depth: int = 0) -> Tree:
        """Return the tree of a value.

        Raises:
            Unsendable: too large, too deep, or nothing that can cross.
        """
        self._items += 1
        if depth > _DEPTH or self._items > _ITEMS:
            raise Unsendable("it holds too much, or itself")
        number = self._refer(value)
        if number is not None:
            return {"is": "ref", "id": number}
        plain = self._plain(value, depth)
        return plain if plain is not _NOT_PLAIN else self._object(value, depth)

    def _plain(self, value: Any, depth: int) -> Tree:
        if value is None or value is True or value is False:
            return value
        if isinstance(value, str):
            return _text(str.__str__(value))
        if isinstance(value, int) and not isinstance(value, bool):
            return _whole(int.__int__(value))
        if isinstance(value, float) and not isinstance(value, np.generic):
            return _real(float.__float__(value))
        if isinstance(value, (bytes, bytearray)):
            return {"is": "bytes", "buffer": self._buffer(bytes(value))}
        if isinstance(value, (list, tuple, set, frozenset)):
            kind: Any = next(kind for kind in (list, tuple, set, frozenset) if isinstance(value, kind))
            items = list(kind.__iter__(value))  # not the student's own __iter__
            return {"is": kind.__name__, "items": [self.encode(item, depth + 1) for item in items]}
        if isinstance(value, dict):
            pairs = list(dict.items(value))
            return {
                "is": "dict",
                "items": [[self.encode(key, depth + 1), self.encode(item, depth + 1)] for key, item in pairs],
            }
        return _NOT_PLAIN

    def _object(self, value: Any, depth: int) -> Tree:
        if isinstance(value, (np.ndarray, np.generic)):
            return self._array(value, "scalar" if isinstance(value, np.generic) else "array", depth)
        keras = sys.modules.get("keras")
        if keras is not None:
            if (public := _public_name(keras, value)) is not None:
                return {"is": "public", "module": public[0], "name": public[1]}
            if _is_tensor(keras, value):
                return self._array(np.asarray(keras.ops.convert_to_numpy(value)), "tensor", depth)
            if isinstance(value, keras.callbacks.History):
                return {"is": "history", **self._fields(value, ("history", "epoch", "params"), depth)}
            if isinstance(value, keras.Model):
                return self._model(keras, value)
            if isinstance(value, _keras_kinds(keras)):
                return self._keras(keras, value)
        if _is_hyperparameters(value):
            return {"is": "hyperparameters", "config": self.encode(value.get_config(), depth + 1)}
        if _is_frame(value):
            return self._array(np.asarray(value), "array", depth)
        return self._handle(value)

    def _fields(self, value: Any, names: Sequence[str], depth: int) -> dict[str, Tree]:
        return {name: self.encode(getattr(value, name, None), depth + 1) for name in names}

    def _buffer(self, data: bytes) -> int:
        self.buffers.append(data)
        return len(self.buffers) - 1

    def _array(self, value: Any, kind: str, depth: int) -> Tree:
        array = np.asarray(value)
        if array.dtype.kind not in _PLAIN_DTYPES:
            if array.dtype.kind == "V" and array.dtype.names is None:  # bfloat16 and its like
                array = array.astype(np.float32)
            elif array.dtype.kind == "O":
                return {"is": "list", "items": [self.encode(item, depth + 1) for item in array.tolist()]}
            else:
                return self._handle(value)
        return {"is": "array", "kind": kind, "buffer": self._buffer(npy(array))}

    def _weights(self, variables: Sequence[Any]) -> list[int]:
        return [self._buffer(npy(_numpy(variable))) for variable in variables]

    def _keras(self, keras: Any, value: Any) -> Tree:
        """A layer, loss, optimizer …: its configuration, where it has one, and a handle."""
        tree: dict[str, Tree] = {"is": "keras", "handle": self._kept(value)}
        with suppress(Exception), _whole_losses(keras):  # one of the student's own class may have none
            tree["config"] = self.encode(keras.saving.serialize_keras_object(value), 1)
        if isinstance(value, keras.layers.Layer) and value.built:
            tree["weights"] = self._weights(value.weights)
        if isinstance(value, keras.optimizers.Optimizer):
            tree["iterations"] = int(_numpy(value.iterations))
        return tree

    def _model(self, keras: Any, model: Any) -> Tree:
        tree: dict[str, Tree] = {"is": "model", "handle": self._kept(model), "built": bool(model.built)}
        with suppress(Exception):  # a subclass may have no configuration
            tree["config"] = self.encode(_architecture(keras, model), 1)
        tree["weights"] = self._weights(model.weights) if model.built else []
        tree["compiled"] = bool(model.compiled)
        if model.compiled and _compiled_by_keras(keras, model):
            with suppress(Exception), _whole_losses(keras):  # what is not Keras's own has no configuration
                tree["compile"] = self.encode(model.get_compile_config(), 1)
                tree["optimizer"] = self._weights(model.optimizer.variables)
        return tree

    def _kept(self, value: Any) -> Tree:
        """Return the handle that goes along with an object's configuration; none where nothing is kept."""
        return self._handle(value) if self._keep is not None else None

    def _handle(self, value: Any) -> Tree:
        if self._keep is None:
            module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
            if isinstance(module, str) and module.split(".")[0] in IMPORTABLE and isinstance(name, str):
                return {"is": "import", "module": module, "name": name}
            raise Unsendable(f"an object of the kind {type(value).__name__} can't be sent")
        keras = sys.modules.get("keras")
        name = getattr(value, "__name__", None)
        return {
            "is": "handle",
            "id": self._keep(value),
            "type": type(value).__name__[:200],
            "name": _text(name[:200]) if isinstance(name, str) else None,
            "callable": callable(value),
            "kinds": _kinds(keras, value),
            "parameters": _parameters(value) if callable(value) else [],
        }


IMPORTABLE = ("grader_tests", "keras", "numpy")  # whose functions an instructor may hand over by name
_NOT_PLAIN = object()


class Decoder:
    """Turns trees into values.

    Args:
        buffers: of the message.
        build: makes what is not plain data: called with the tree's kind, the tree, and this decoder.
    """

    def __init__(
        self, buffers: Sequence[bytes], build: Callable[[str, Mapping[str, Tree], Decoder], Any]
    ) -> None:
        self._buffers = buffers
        self._build = build
        self._items = 0

    def decode(self, tree: Tree, depth: int = 0) -> Any:
        """Return the value of a tree.

        Raises:
            Malformed: it is none.
        """
        self._items += 1
        if depth > 2 * _DEPTH or self._items > 2 * _ITEMS:
            raise Malformed("a value that holds too much")
        if isinstance(tree, str):
            return _text(tree)
        if tree is None or isinstance(tree, (bool, int, float)):
            return tree
        if not isinstance(tree, dict) or not isinstance(tree.get("is"), str):
            raise Malformed("a value of no kind")
        try:
            return self._kind(tree["is"], tree, depth)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            if _is_remote(error):  # a model was asked for its predictions: no damage, but what it raised
                raise
            raise Malformed(f"a damaged value: {type(error).__name__}: {error}") from error

    def _kind(self, kind: str, tree: Mapping[str, Tree], depth: int) -> Any:
        match kind:
            case "int":
                return int(str(tree["value"])[: _DIGITS + 1])
            case "float":
                return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[tree["value"]]
            case "bytes":
                return self.buffer(tree["buffer"])
            case "list" | "tuple" | "set" | "frozenset":
                items = [self.decode(item, depth + 1) for item in tree["items"]]
                return {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}[kind](items)
            case "dict":
                return {
                    self.decode(key, depth + 1): self.decode(item, depth + 1) for key, item in tree["items"]
                }
            case "array":
                array = self.array(tree["buffer"])
                return array[()] if tree["kind"] == "scalar" else array
        return self._build(kind, tree, self)

    def part(self, message: Mapping[str, Tree], name: str) -> Any:
        """Return the value that a part of a message holds.

        Raises:
            Malformed: it is none, or not there.
        """
        if name not in message:
            raise Malformed(f"no {name}")
        return self.decode(message[name])

    def buffer(self, number: int) -> bytes:
        """Return one of the message's byte strings."""
        if not isinstance(number, int) or not 0 <= number < len(self._buffers):
            raise Malformed("a buffer that is not there")
        return self._buffers[number]

    def array(self, number: int) -> np.ndarray:
        """Return one of the message's arrays."""
        return from_npy(self.buffer(number))


def npy(array: np.ndarray) -> bytes:
    """Return an array in NumPy's format, without pickle."""
    if array.dtype.kind == "V" and array.dtype.names is None:
        array = array.astype(np.float32)
    with io.BytesIO() as file:
        np.save(file, array, allow_pickle=False)
        return file.getvalue()


def from_npy(data: bytes) -> np.ndarray:
    """Return the array in `data`; nothing larger than `data` is made.

    Raises:
        Malformed: not an array of numbers or text, or another size than it says.
    """
    file = io.BytesIO(data)
    try:
        major, _ = np.lib.format.read_magic(file)
        read = {1: np.lib.format.read_array_header_1_0, 2: np.lib.format.read_array_header_2_0}[major]
        shape, _, dtype = read(file, max_header_size=10_000)
        if dtype.kind not in _PLAIN_DTYPES or dtype.itemsize * math.prod(shape) != len(data) - file.tell():
            raise Malformed("an array that is not what its header says")
        return np.load(io.BytesIO(data), allow_pickle=False)  # type: ignore[no-any-return]
    except Malformed:
        raise
    except Exception as error:  # a header is read by Python's own tokenizer and parser
        raise Malformed(f"a damaged array: {error}") from error


def _text(value: str) -> str:
    """Return a string that any encoding can hold, not longer than a page or thirty."""
    return value[:_TEXT].encode("utf-8", "replace").decode("utf-8")


def _whole(value: int) -> Tree:
    if -(2**53) < value < 2**53:
        return value
    if value.bit_length() > _DIGITS * 3:
        raise Unsendable("a number with more than 360 digits")
    return {"is": "int", "value": str(value)}


def _real(value: float) -> Tree:
    return value if math.isfinite(value) else {"is": "float", "value": str(value)}


def _numpy(variable: Any) -> np.ndarray:
    """Return a Keras variable's numbers; bfloat16 has no place in a `.npy` file."""
    numbers = np.asarray(sys.modules["keras"].ops.convert_to_numpy(variable))
    return numbers if numbers.dtype.kind in _PLAIN_DTYPES else numbers.astype(np.float32)


def _is_tensor(keras: Any, value: Any) -> bool:
    return isinstance(value, keras.Variable) or (
        bool(keras.ops.is_tensor(value)) and not isinstance(value, keras.KerasTensor)
    )


def _is_frame(value: Any) -> bool:
    """Say whether it is a table or series, or another thing that says it is an array."""
    return (
        not isinstance(value, type)
        and not callable(value)
        and hasattr(type(value), "__array__")
        and hasattr(value, "shape")
    )


def _is_hyperparameters(value: Any) -> bool:
    tuner = sys.modules.get("keras_tuner")
    return tuner is not None and isinstance(value, tuner.HyperParameters)


def _keras_kinds(keras: Any) -> tuple[type, ...]:
    return (
        *(keras.layers.Layer, keras.losses.Loss, keras.metrics.Metric, keras.optimizers.Optimizer),
        *(keras.initializers.Initializer, keras.regularizers.Regularizer, keras.constraints.Constraint),
        keras.optimizers.schedules.LearningRateSchedule,
    )


def _kinds(keras: Any, value: Any) -> list[str]:
    """Return what a handle's object is: Keras's kinds, `function`, `class`, `Dataset`, `Tuner`."""
    found = []
    if keras is not None:
        classes = (keras.Model, keras.callbacks.Callback, *_keras_kinds(keras))
        found = [kind.__name__ for kind in classes if isinstance(value, kind)]
    if isinstance(value, type):
        found.append("class")
    elif inspect.isroutine(value):
        found.append("function")
    tensorflow, tuner = sys.modules.get("tensorflow"), sys.modules.get("keras_tuner")
    if tensorflow is not None and isinstance(value, tensorflow.data.Dataset):
        found.append("Dataset")
    if tuner is not None and isinstance(value, tuner.Tuner):
        found.append("Tuner")
    return found


def _parameters(value: Any) -> list[str]:
    try:
        return [name[:100] for name in list(inspect.signature(value).parameters)[:50]]
    except (TypeError, ValueError):
        return []


def _public_name(keras: Any, value: Any) -> tuple[str, str] | None:
    """Return where Keras itself offers this very function or class."""
    name = getattr(value, "__name__", None)
    if not isinstance(name, str) or not callable(value):
        return None
    for part in _PUBLIC:
        if getattr(getattr(keras, part), name, None) is value:
            return f"keras.{part}", name
    return None


def _architecture(keras: Any, model: Any) -> dict[str, Any]:
    """Return a model's configuration without what it was compiled with: that may have none to write."""
    vars(model)["get_compile_config"] = lambda: None
    try:
        config: dict[str, Any] = keras.saving.serialize_keras_object(model)
    finally:
        vars(model).pop("get_compile_config", None)
    config.pop("compile_config", None)
    return config


@contextmanager
def _whole_losses(keras: Any) -> Iterator[None]:
    """Have losses tell all that they were made with: Keras 3.15 leaves out Huber's delta, and some axes."""
    told = keras.losses.Loss.get_config

    def whole(loss: Any) -> dict[str, Any]:
        taken = inspect.signature(type(loss).__init__).parameters
        given = getattr(loss, "_fn_kwargs", {})
        return {**told(loss), **{name: value for name, value in given.items() if name in taken}}

    keras.losses.Loss.get_config = whole
    try:
        yield
    finally:
        keras.losses.Loss.get_config = told


def _compiled_by_keras(keras: Any, model: Any) -> bool:
    """Say whether the losses are Keras's own: a function of the same name may compute anything."""
    waiting, seen = [model.loss], 0
    while waiting and seen < _ITEMS:
        loss = waiting.pop()
        seen += 1
        if isinstance(loss, dict):
            waiting += loss.values()
        elif isinstance(loss, (list, tuple)):
            waiting += loss
        elif not (
            loss is None
            or isinstance(loss, str)
            or (
                type(loss).__module__.startswith("keras.src.")
                and (not hasattr(loss, "fn") or _public_name(keras, loss.fn) is not None)
            )
            or _public_name(keras, loss) is not None
        ):
            return False
    return type(model.optimizer).__module__.startswith("keras.src.")
