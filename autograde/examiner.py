"""The agent in the kernel of the tests: fetches answers from the student's process, as data.

    attend(channel, shell, loop)       # before the first cell
    begin(17, "check_layers(model)")   # before each cell: its seed, and the names that it reads

No student code runs here. A name that an instructor's cell binds is the instructor's; what is left comes from
the examinee. Test cells do not know the difference: checks reach answers through `grader_tests.answers`.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import contextlib
import functools
import socket
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

import numpy as np

from autograde import rebuild
from autograde.examinee import UNREADABLE
from autograde.kernels.inside import seed
from autograde.rebuild import Refused
from autograde.values import Decoder, Encoder, Tree
from autograde.wire import Channel, Malformed, Message

_MODELS = 50  # that are made anew of one answer; the others stay where they are
_RTOL, _ATOL = 1e-3, 1e-4  # float32 sums in another order
_HALF_ATOL = 2e-2  # float16 has three digits
_COUNTS = "object_name_uids"  # where Keras keeps them


def attend(connection: socket.socket, shell: Any, loop: asyncio.AbstractEventLoop) -> None:
    """Make ready to ask.

    Args:
        connection: to the engine.
        shell: IPython's, whose names are the instructor's.
        loop: the kernel's; the agent asks while a cell runs, so it needs none.
    """
    global _examiner
    _examiner = _Examiner(Channel(connection), shell)


_examiner: _Examiner | None = None


def begin(chance: int, test: str | None) -> None:
    """Make ready for an instructor's cell. The engine calls it before each.

    Args:
        chance: the seed of all that the cell draws.
        test: the source of a test cell, which gets the student's names that it reads; None for set-up.
    """
    assert _examiner is not None
    seed(chance)
    _examiner.settle()
    if test is not None:
        _examiner.bind(test, chance)


class _Examiner:
    """Binds answers to names, for one cell each time."""

    def __init__(self, channel: Channel, shell: Any) -> None:
        self.shell = shell
        self.reach: RemoteReach | None = None
        self._channel = channel
        self._bound: set[str] = set()
        self._before: set[str] | None = None  # names that the test cell which ran last has found
        self._left: set[str] = set()  # names that test cells have left behind
        self._counts: dict[str, int] = {}  # of what Keras has named in set-up cells

    def settle(self) -> None:
        """Take note of what the last cell has left behind; what Keras has named in a test does not count.

        So a model that a test hands over has the same name whichever tests ran before.
        """
        if self._before is None:
            self._counts = _counts()
        else:
            self._left |= set(self.shell.user_ns) - self._before
            self._before = None
            _count_from(self._counts)

    def bind(self, source: str, chance: int) -> None:
        from grader_tests import answers

        if self.reach is None:  # not earlier: a notebook's first cells choose the backend
            self.reach = RemoteReach(self._channel)
            answers.use(self.reach)
        self.reach.draw = np.random.default_rng(chance)
        names = self.shell.user_ns
        for name in self._bound:
            names.pop(name, None)
        self._bound = set()
        # What this cell binds itself counts as not there although another test cell has left it: the question
        # is the same whichever of them ran before, so that a stored answer can be examined again from here.
        # What it takes from another test cell is not asked for: examined alone, it asks something new, and
        # the submission is run again whole.
        own = self._left & _names(source, ast.Store)
        wanted = _names(source, ast.Load) - (set(names) - own) - set(dir(builtins))
        for name, value in self._fetched(sorted(wanted)).items():
            if name not in names:
                names[name] = value
                self._bound.add(name)
        self._before = set(names)

    def _fetched(self, wanted: list[str]) -> dict[str, Any]:
        """Return the student's values; where the student's process can't give them, each says why."""
        from grader_tests.answers import Unreachable

        assert self.reach is not None
        try:
            return self.reach.names(wanted)
        except Exception as error:  # dead, deaf, or answering with nonsense: the student's own doing
            return {name: Unreachable(error, name) for name in wanted}


def _counts() -> dict[str, int]:
    """Return how many objects of each kind Keras has named by itself: `dense`, `dense_1`, …"""
    if "keras" not in sys.modules:
        return {}
    from keras.src.backend.common import global_state

    return dict(global_state.get_global_attribute(_COUNTS) or {})


def _count_from(counts: Mapping[str, int]) -> None:
    if "keras" in sys.modules:
        from keras.src.backend.common import global_state

        global_state.set_global_attribute(_COUNTS, defaultdict(int, counts))


def _names(source: str, context: type[ast.expr_context]) -> set[str]:
    """Return the names that a cell reads or binds; IPython's own syntax has no place in a test cell."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, context):
            found.add(node.id)
        elif isinstance(node, ast.alias) and context is ast.Store:
            found.add((node.asname or node.name).split(".")[0])
    return found


_P = ParamSpec("_P")
_T = TypeVar("_T")


def _ours(method: Callable[_P, _T]) -> Callable[_P, _T]:
    """Make what fails on our side a broken check: only what the student's side does fails an answer."""

    @functools.wraps(method)
    def guarded(*arguments: _P.args, **keywords: _P.kwargs) -> _T:
        from grader_tests.errors import ErrorFacts, ModelMismatch, RemoteError
        from grader_tests.failures import CheckBroken, CheckFailed

        try:
            return method(*arguments, **keywords)
        except (RemoteError, ModelMismatch, CheckFailed, CheckBroken, KeyboardInterrupt):
            raise
        except Malformed as error:
            raise RemoteError(ErrorFacts("Malformed", str(error), None, stub=False)) from error
        except BaseException as error:
            raise CheckBroken(method.__name__, f"{type(error).__name__}: {error}") from error

    return guarded


class RemoteReach:
    """Reaches answers across processes. See `grader_tests.answers.Reach` for what each method promises."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._asked = 0
        self._models_left = _MODELS
        self.draw = np.random.default_rng()  # a new one for each test cell

    # ---- what checks ask for -------------------------------------------------------------------------------

    @_ours
    def call(self, function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """Call a function of the student's in the student's process."""
        from grader_tests.answers import Outcome

        encoder = self._encoder()
        question = {"op": "call", "target": encoder.encode(function)}
        number, reply, decoder = self._ask(
            {**question, **self._arguments(encoder, arguments, keywords)}, encoder
        )
        result, returned = decoder.part(reply, "result"), reply.get("returned")
        known = returned if isinstance(returned, int) and 0 <= returned < len(arguments) else None
        return Outcome(result, _Arguments(self, number, len(arguments)), known)

    @_ours
    def timed_call(self, function: Any, arguments: Sequence[Any]) -> tuple[Any, float]:
        """Return what a call gives, and its seconds by the engine's clock, which no student's code can reach.

        An answer that is examined again has the seconds that it took when it was given.
        """
        encoder = self._encoder()
        question = {"op": "call", "timed": True, "target": encoder.encode(function)}
        _, reply, decoder = self._ask({**question, **self._arguments(encoder, arguments, {})}, encoder)
        return decoder.part(reply, "result"), float(reply["seconds"])

    @_ours
    def probe(self, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """Run a probe beside the student's objects."""
        encoder = self._encoder()
        question = {"op": "probe", "name": name, **self._arguments(encoder, arguments, keywords)}
        _, reply, decoder = self._ask(question, encoder)
        return decoder.part(reply, "result")

    @_ours
    def attribute(self, handle: Any, name: str) -> Any:
        """Return a public attribute of an object that stayed there."""
        _, reply, decoder = self._ask(
            {"op": "attribute", "of": handle._number, "name": name}, self._encoder()
        )
        return decoder.part(reply, "value")

    @_ours
    def read_file(self, path: str) -> bytes | None:
        """Return the content of a file that the student's code wrote; None if there is none."""
        _, reply, decoder = self._ask({"op": "read", "path": str(path)}, self._encoder())
        content = decoder.part(reply, "content")
        return content if isinstance(content, bytes) else None

    @_ours
    def remove_file(self, path: str) -> None:
        """Remove such a file, if it is there."""
        self._ask({"op": "remove", "path": str(path)}, self._encoder())

    @_ours
    def load_model(self, path: str) -> Any:
        """Return the model in such a file: rebuilt here, or, with the student's own classes, loaded there."""
        from grader_tests.errors import ErrorFacts, RemoteError

        content = self.read_file(path)
        if content is None:  # removed since the check looked
            raise RemoteError(ErrorFacts("FileNotFoundError", str(path), None, stub=False))
        try:
            return rebuild.load_file(content)
        except Refused:
            return self.probe("load_model", [str(path)], {})

    # ---- what the agents say to each other -----------------------------------------------------------------

    def names(self, names: Sequence[str]) -> dict[str, Any]:
        """Return the student's values of these names; a name that is not bound is left out."""
        if not names:
            return {}
        _, reply, decoder = self._ask({"op": "names", "names": list(names)}, self._encoder())
        values = reply.get("values")
        if not isinstance(values, dict):
            raise Malformed("no values")
        return {name: self._value_of_name(name, values[name], decoder) for name in names if name in values}

    @_ours
    def argument(self, call: int, position: int) -> Any:
        """Return an argument as it is after a call."""
        _, reply, decoder = self._ask({"op": "argument", "call": call, "position": position}, self._encoder())
        return decoder.part(reply, "value")

    def _value_of_name(self, name: str, tree: Tree, decoder: Decoder) -> Any:
        from grader_tests.answers import Unreachable
        from grader_tests.errors import ErrorFacts, RemoteError

        try:
            if isinstance(tree, dict) and tree.get("is") == "error":
                raise RemoteError(ErrorFacts.of(tree["error"]))
            return decoder.decode(tree)
        except Exception as error:  # raised when a check reaches for the name, in its own words
            return Unreachable(error, name)

    def _encoder(self) -> Encoder:
        from grader_tests.handles import Handle

        return Encoder(refer=lambda value: value._number if isinstance(value, Handle) else None)

    def _arguments(self, encoder: Encoder, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Message:
        return {
            "arguments": [encoder.encode(argument) for argument in arguments],
            "keywords": {name: encoder.encode(value) for name, value in keywords.items()},
        }

    def _ask(self, question: Message, encoder: Encoder) -> tuple[int, Message, Decoder]:
        """Ask and wait. What is wrong with the answer is the student's; what is wrong with the question is
        ours.

        Raises:
            RemoteError: the student's code raised, ran too long, or ended its process.
        """
        from grader_tests.errors import ErrorFacts, RemoteError

        self._asked += 1
        self._channel.send({**question, "id": self._asked}, encoder.buffers)
        reply, buffers = self._channel.receive()
        if "error" in reply:
            if isinstance(reply["error"], dict) and reply["error"].get("kind") == UNREADABLE:
                raise ValueError(f"the student's process can't read what the test sends: {reply['error']}")
            raise RemoteError(ErrorFacts.of(reply["error"] if isinstance(reply["error"], dict) else {}))
        self._models_left = _MODELS
        return self._asked, reply, Decoder(buffers, self._build)

    # ---- what is made of the student's data ----------------------------------------------------------------

    def _build(self, kind: str, tree: Mapping[str, Tree], decoder: Decoder) -> Any:
        from grader_tests.handles import History

        if kind == "handle":
            return self._handle(tree)
        if kind == "history":
            return History(*(decoder.decode(tree[part]) for part in ("history", "epoch", "params")))
        if kind == "public":
            return _public(str(tree["module"]), str(tree["name"]))
        if kind == "hyperparameters":
            import keras_tuner

            return keras_tuner.HyperParameters.from_config(decoder.decode(tree["config"]))
        if kind == "keras":
            return self._keras(tree, decoder)
        if kind == "model":
            return self._model(tree, decoder)
        raise ValueError(f"a value of the kind {kind!r}")

    def _handle(self, tree: Mapping[str, Tree]) -> Any:
        from grader_tests.handles import CallableHandle, Handle

        kind = CallableHandle if tree["callable"] else Handle
        return kind(
            number=int(tree["id"]),
            kind=str(tree["type"]),
            kinds=frozenset(map(str, tree["kinds"])),
            name=tree["name"] if isinstance(tree["name"], str) else None,
            parameters=tuple(map(str, tree["parameters"])),
        )

    def _keras(self, tree: Mapping[str, Tree], decoder: Decoder) -> Any:
        handle = self._handle(tree["handle"])
        if "config" not in tree:
            return handle
        try:
            made = rebuild.build_object(decoder.decode(tree["config"]))
            if tree.get("weights"):
                rebuild.restore_weights(made, [decoder.array(number) for number in tree["weights"]])
            if "iterations" in tree:
                made.iterations.assign(int(tree["iterations"]))
        except Exception:  # refused, or weights or steps that do not fit what the configuration describes
            return handle
        return made

    def _model(self, tree: Mapping[str, Tree], decoder: Decoder) -> Any:
        """Rebuild a model and compare it with the student's own; one of the student's own classes stays."""
        from grader_tests.errors import ModelMismatch
        from grader_tests.handles import remember_origin

        handle = self._handle(tree["handle"])
        self._models_left -= 1
        if "config" not in tree or self._models_left < 0:
            return handle
        try:
            weights = [decoder.array(number) for number in tree["weights"]]
            model = rebuild.build_model(decoder.decode(tree["config"]), weights)
        except Refused:
            return handle
        if tree["built"]:
            inputs = _drawn_inputs(model, self.draw)
            try:
                ours = None if inputs is None else _repeated(model, inputs)
            except Exception:  # layers that do not fit each other, or outputs that do not fit into memory
                return handle
            if ours is not None and not self._agrees(ours, handle, inputs):
                raise ModelMismatch
        remember_origin(model, handle)
        if tree.get("compile") is not None:
            optimizer = [decoder.array(number) for number in tree.get("optimizer", [])]
            # Refused: its layers are judged here, what it was compiled with through the handle.
            with contextlib.suppress(Refused):
                rebuild.compile_model(model, decoder.decode(tree["compile"]), optimizer)
        return model

    def _agrees(self, ours: list[np.ndarray], handle: Any, inputs: Any) -> bool:
        """Whether the layers that the student's model claims to have give the student's predictions."""
        theirs = _flat(self.call(handle, [inputs], {"training": False}).result)
        return len(ours) == len(theirs) and all(map(_same, ours, theirs))


class _Arguments(Sequence[Any]):
    """The positional arguments of a call as they were left, each fetched when it is asked for."""

    def __init__(self, reach: RemoteReach, call: int, length: int) -> None:
        self._reach, self._call, self._length = reach, call, length
        self._fetched: dict[int, Any] = {}

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, position: Any) -> Any:
        if not 0 <= position < self._length:
            raise IndexError(position)
        if position not in self._fetched:
            self._fetched[position] = self._reach.argument(self._call, position)
        return self._fetched[position]


def _public(module: str, name: str) -> Any:
    import keras

    home, _, part = module.partition(".")
    found = getattr(getattr(keras, part, None), name, None)
    if home != "keras" or "." in part or name.startswith("_") or found is None:
        raise ValueError(f"{module}.{name} is not public")
    return found


def _drawn_inputs(model: Any, random: np.random.Generator) -> Any:
    """Return rows of random numbers in the form that a model takes; None where that is not known."""
    try:
        tensors = model.inputs
    except (AttributeError, ValueError):
        return None
    if not tensors:
        return None
    made = []
    for tensor in tensors:
        sizes = (rebuild.UNKNOWN_LENGTH if size is None else size for size in tensor.shape[1:])
        shape = [rebuild.PROBE_ROWS, *sizes]
        numbers = random.normal(size=shape) if "float" in str(tensor.dtype) else random.integers(0, 2, shape)
        made.append(numbers.astype(str(tensor.dtype)) if "bfloat" not in str(tensor.dtype) else numbers)
    return made[0] if len(made) == 1 else made


def _repeated(model: Any, inputs: Any) -> list[np.ndarray] | None:
    """Return a model's outputs; None where they come by chance, as from a `Dropout` that is always on."""
    once, again = (_flat(model(inputs, training=False)) for _ in range(2))
    return once if all(map(_same, once, again)) else None


def _flat(outputs: Any) -> list[np.ndarray]:
    if isinstance(outputs, Mapping):
        return [array for name in sorted(outputs) for array in _flat(outputs[name])]
    if isinstance(outputs, (list, tuple)):
        return [array for output in outputs for array in _flat(output)]
    import keras

    return [np.asarray(keras.ops.convert_to_numpy(outputs))]


def _same(ours: np.ndarray, theirs: np.ndarray) -> bool:
    if ours.shape != theirs.shape:
        return False
    atol = _HALF_ATOL if ours.dtype.itemsize < 4 else _ATOL
    return bool(np.allclose(ours, theirs, rtol=_RTOL, atol=atol, equal_nan=True))
