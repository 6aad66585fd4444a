"""The agent in the student's kernel: answers questions about the student's objects, between two cells.

    attend(channel, shell, loop)

It holds no test, no expected value and no other submission. The student's code shares its process and may
change it: whatever it says is evidence, and the verdict is made elsewhere.
"""

from __future__ import annotations

import asyncio
import copy
import importlib
import os
import signal
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from autograde.rebuild import restore_optimizer, restore_trainable, restore_weights
from autograde.values import IMPORTABLE, Decoder, Encoder, Tree, Unsendable
from autograde.wire import Channel, Closed, Malformed, Message

UNREADABLE = "Unreadable"  # the kind of an error that is the check's, not the student's
FILES = 200  # that a notebook may leave behind


class _UnreadableError(Exception):
    """The instructor's arguments can't be made here."""


def attend(connection: socket.socket, shell: Any, loop: asyncio.AbstractEventLoop) -> None:
    """Answer on `connection` whenever the kernel is idle.

    Args:
        connection: to the engine.
        shell: IPython's, whose names are the student's.
        loop: the kernel's.
    """
    agent = Agent(Channel(connection), shell)
    loop.add_reader(connection.fileno(), agent.answer)


class Agent:
    """Keeps what the engine knows by number, and answers one question at a time."""

    def __init__(self, channel: Channel, shell: Any) -> None:
        self.channel = channel
        self.shell = shell
        self.folder = Path.cwd()
        self.kept: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}  # id of a kept object → its number; kept, so that no id is reused
        self._calls: dict[int, list[Any]] = {}
        self._actions: Mapping[str, Callable[[Message, Decoder, Encoder], Message]] = {
            "names": self._names,
            "call": self._call,
            "argument": self._argument,
            "attribute": self._attribute,
            "probe": self._probe,
            "read": self._read,
            "remove": self._remove,
            "files": self._list_files,
        }

    def answer(self) -> None:
        """Read one question and answer it. Called by the kernel's loop when there is one."""
        try:
            message, buffers = self.channel.receive()
        except (Closed, Malformed):
            os._exit(1)  # the engine has gone, or somebody else has read from the channel
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            reply, data = self._reply(message, buffers)
        finally:
            signal.signal(signal.SIGINT, before)
        try:
            self.channel.send({"id": message.get("id"), **reply}, data)
        except Malformed as error:
            self.channel.send({"id": message.get("id"), "error": _plain_error("TooLarge", str(error))}, [])

    def _reply(self, message: Message, buffers: list[bytes]) -> tuple[Message, list[bytes]]:
        encoder = Encoder(self.keep)
        try:
            decoder = Decoder(buffers, self._build)
            with _quietly():
                return self._actions[message["op"]](message, decoder, encoder), encoder.buffers
        except Unsendable as error:
            return {"error": _plain_error("TooLarge", str(error))}, []
        except _UnreadableError as error:
            return {"error": _plain_error(UNREADABLE, str(error))}, []
        except BaseException as error:  # the student's code may raise anything, SystemExit too
            return {"error": _facts(error)}, []

    def keep(self, value: Any) -> int:
        """Return the number by which the other side knows `value`."""
        number = self._numbers.get(id(value))
        if number is None:
            number = len(self.kept) + 1
            self.kept[number] = value
            self._numbers[id(value)] = number
        return number

    def _build(self, kind: str, tree: Mapping[str, Tree], decoder: Decoder) -> Any:
        """Return what the engine sent: all of it is the instructor's, so all of it is trusted."""
        if kind == "ref":
            return self.kept[int(tree["id"])]
        if kind == "import":
            return _imported(str(tree["module"]), str(tree["name"]))
        import keras

        if kind == "public":
            return getattr(importlib.import_module(str(tree["module"])), str(tree["name"]))
        if kind == "keras":
            made = keras.saving.deserialize_keras_object(decoder.decode(tree["config"]))
            if tree.get("weights"):
                restore_weights(made, [decoder.array(number) for number in tree["weights"]])
            return made
        if kind == "model":
            return _instructors_model(keras, tree, decoder)
        if kind == "hyperparameters":
            import keras_tuner

            return keras_tuner.HyperParameters.from_config(decoder.decode(tree["config"]))
        raise Malformed(f"a value of the kind {kind!r}")

    # ---- the questions -------------------------------------------------------------------------------------

    def _names(self, message: Message, decoder: Decoder, encoder: Encoder) -> Message:
        """Values of the student's names; those that are not bound are left out."""
        bound = self.shell.user_ns
        values: dict[str, Tree] = {}
        for name in message["names"]:
            if name in bound:
                values[name] = self._one(encoder, bound[name])
        return {"values": values}

    def _one(self, encoder: Encoder, value: Any) -> Tree:
        try:
            return encoder.encode(value)
        except Exception as error:  # one name's trouble is not another's
            return {"is": "error", "error": _facts(error)}

    def _call(self, message: Message, decoder: Decoder, encoder: Encoder) -> Message:
        function, arguments, keywords = self._given(message, decoder, message["target"])
        self._calls[message["id"]] = arguments
        result = function(*arguments, **keywords)
        return {"result": encoder.encode(result), "returned": _position_of(result, arguments)}

    def _given(
        self, message: Message, decoder: Decoder, target: Tree
    ) -> tuple[Any, list[Any], dict[str, Any]]:
        """Return what the instructor sent for a call: what can't be read of it is our fault."""
        try:
            arguments = [decoder.decode(tree) for tree in message["arguments"]]
            keywords = {str(name): decoder.decode(tree) for name, tree in message["keywords"].items()}
            return decoder.decode(target), arguments, keywords
        except Exception as error:
            raise _UnreadableError(f"{type(error).__name__}: {error}") from error

    def _argument(self, message: Message, decoder: Decoder, encoder: Encoder) -> Message:
        """A positional argument as it is after a call."""
        return {"value": encoder.encode(self._calls[message["call"]][message["position"]])}

    def _attribute(self, message: Message, decoder: Decoder, encoder: Encoder) -> Message:
        owner, name = self.kept[message["of"]], str(message["name"])
        if name.startswith("_"):
            raise AttributeError(name)
        return {"value": encoder.encode(getattr(owner, name))}

    def _probe(self, message: Message, decoder: Decoder, encoder: Encoder) -> Message:
        probes = importlib.import_module("grader_tests.probes")
        name = str(message["name"])
        if name not in probes.__all__:
            raise Malformed(f"there is no probe {name!r}")
        _, arguments, keywords = self._given(message, decoder, None)
        return {"result": encoder.encode(getattr(probes, name)(*arguments, **keywords))}

    def _read(self, message: Message, decoder: Decoder, encoder: Encoder) -> Message:
        path = self.folder / str(message["path"])
        if path.is_symlink() or not path.is_file():
            return {"content": None}
        if path.stat().st_size > self.channel.limits.buffer_bytes:
            raise Unsendable(f"{path.name} is too large")
        return {"content": encoder.encode(path.read_bytes())}

    def _remove(self, message: Message, decoder: Decoder, encoder: Encoder) -> Message:
        (self.folder / str(message["path"])).unlink(missing_ok=True)
        return {}

    def _list_files(self, message: Message, decoder: Decoder, encoder: Encoder) -> Message:
        """All regular files of the working folder that were not there before, unless they are too large."""
        known, most = set(message["known"]), int(message["bytes"])
        found: dict[str, Tree] = {}
        size = 0
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if name in known or path.is_symlink() or not path.is_file():
                continue
            size += path.stat().st_size
            if size > most or len(found) >= FILES:
                return {"files": {}}
            found[name] = encoder.encode(path.read_bytes())
        return {"files": found}


def _imported(module: str, name: str) -> Any:
    """Return what the instructor handed over by name."""
    if module.split(".")[0] not in IMPORTABLE:
        raise Malformed(f"{module} is not imported")
    found = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found


def _instructors_model(keras: Any, tree: Mapping[str, Tree], decoder: Decoder) -> Any:
    config = decoder.decode(tree["config"])
    model = keras.saving.deserialize_keras_object(copy.deepcopy(config))
    restore_trainable(model, config)
    _take_names(keras, model)
    if tree["weights"]:
        restore_weights(model, [decoder.array(number) for number in tree["weights"]])
    if tree.get("compile") is not None:
        model.compile_from_config(decoder.decode(tree["compile"]))
        restore_optimizer(model, [decoder.array(number) for number in tree.get("optimizer", [])])
    return model


def _take_names(keras: Any, model: Any) -> None:
    """Let Keras count the names of a model's layers as given: they were given in another process.

    A layer that the student adds would be called `dense` once more, and a model refuses two of one name.
    """
    for layer in model.layers:
        prefix, _, number = layer.name.rpartition("_")
        if not number.isdecimal():
            prefix, number = layer.name, "0"
        while keras.backend.get_uid(prefix) <= int(number[:4]):
            pass
        if isinstance(layer, keras.Model):
            _take_names(keras, layer)


def _position_of(result: Any, arguments: list[Any]) -> int | None:
    return next((place for place, argument in enumerate(arguments) if argument is result), None)


def _quietly() -> Any:
    from grader_tests.quiet import quiet

    return quiet()


def _facts(error: BaseException) -> Message:
    from grader_tests.errors import facts_of

    return facts_of(error).plain()


def _plain_error(kind: str, message: str) -> Message:
    return {"kind": kind, "message": message, "line": None, "stub": False}
