"""No check breaks on an odd answer: it passes or fails; a person is needed only for faults of a check."""

import contextlib
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import pytest
from keras import layers

from grader_tests import (
    CheckFailed,
    call,
    check_array,
    check_augmented,
    check_batches,
    check_classes,
    check_computes,
    check_dropout,
    check_file,
    check_fit,
    check_function,
    check_goes_on,
    check_history,
    check_json,
    check_layers,
    check_learns,
    check_loaded,
    check_loss,
    check_loss_function,
    check_metrics,
    check_optimizer,
    check_output,
    check_penalty,
    check_reaches,
    check_saved,
    check_split,
    check_steady,
    check_trained,
    layer,
    marked_images,
)
from grader_tests.answers import Outcome, Unreachable, use
from grader_tests.errors import ErrorFacts, RemoteError
from grader_tests.handles import CallableHandle, History

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

X = np.random.default_rng(1).normal(size=(12, 5)).astype("float32")
Y = np.repeat([0, 1, 2], 4)
MARKED = marked_images(12, 20)
PICTURES = np.linspace(0.2, 0.9, 12)[:, None, None, None] * np.ones((3, 3, 1))
SPARSE = "sparse_categorical_crossentropy"


def like():
    return keras.Sequential([keras.Input((5,)), layers.Dense(3, activation="softmax")])


def compiled_like():
    return _compiled(like())


CHECKS = {
    "array": lambda subject: check_array(subject, [1.0, 2.0], task=1),
    "augmented": lambda subject: check_augmented(
        subject, MARKED, shift=0.15, rotation=15, form=True, black=True, task=1
    ),
    "batches": lambda subject: check_batches(
        subject, PICTURES, Y, batch_size=4, shuffled=True, changed=True, task=1
    ),
    "steady": lambda subject: check_steady(subject, X, task=1),
    "one-number": lambda subject: check_array(subject, 3.0, task=1),
    "dropout": lambda subject: check_dropout(subject, X, training=True, sums_to=1, task=1),
    "no-dropout": lambda subject: check_dropout(subject, X, training=False, task=1, hidden=True),
    "fit": lambda subject: check_fit(
        subject, train=np.arange(9), validation=np.arange(9), epochs=2, batch_size=3, task=1
    ),
    "fit-of-a-share": lambda subject: check_fit(
        subject, train=np.arange(12), share=0.25, epochs=2, classes=Y, task=1, hidden=True
    ),
    "fit-in-steps": lambda subject: check_fit(subject, steps=2, validation_steps=1, epochs=2, task=1),
    "file": lambda subject: check_file(subject, "m.keras", like=like(), x=X, task=1),
    "file-of-weights": lambda subject: check_file(
        subject, "m.weights.h5", weights=True, like=like(), x=X, task=1
    ),
    "function-number": lambda subject: check_function(subject, [((), 3.0)], task=1),
    "function-array": lambda subject: check_function(subject, [((X,), X)], task=1, hidden=True),
    "function-text": lambda subject: check_function(subject, [((), "tensorflow")], task=1),
    "returned-text": lambda subject: check_function(lambda: subject, [((), "tensorflow")], task=1),
    "goes-on": lambda subject: check_goes_on(subject, like=compiled_like(), x=X, y=Y, task=1),
    "goes-on-from-a-file": lambda subject: check_goes_on(
        subject, "m.keras", like=compiled_like(), x=X, y=Y, epochs=1, task=1
    ),
    "history": lambda subject: check_history(
        subject, keys=("loss", "accuracy"), epochs=(2, 9), at_least={"accuracy": 0.5}, task=1
    ),
    "json": lambda subject: check_json(subject, like=like(), x=X, task=1),
    "layers": lambda subject: check_layers(
        subject, [..., layer("Dense", units=3)], hidden_nonlinearity=True, parameters=75, x=X, task=1
    ),
    "penalty": lambda subject: check_penalty(
        subject, X, kernel=keras.regularizers.L2(0.1), bias=None, task=1
    ),
    "all-layers": lambda subject: check_layers(subject, [layer("Dense", units=3)], task=1, hidden=True),
    "loaded": lambda subject: check_loaded(subject, like=like(), x=X, task=1),
    "loss": lambda subject: check_loss(subject, Y, fits=SPARSE, task=1),
    "loss-one-hot": lambda subject: check_loss(
        subject, np.eye(3)[Y], fits="categorical_crossentropy", task=1
    ),
    "loss-regression": lambda subject: check_loss(subject, X[:, 0], fits="mean_squared_error", task=1),
    "loss-by-units": lambda subject: check_loss(subject, Y, fits={3: SPARSE}, task=1),
    "loss-function": lambda subject: check_loss_function(
        subject, Y, units=3, activation="linear", fits=SPARSE, task=1
    ),
    "learns": lambda subject: check_learns(subject, (X, Y), (X, Y), epochs=1, at_least=0.1, task=1),
    "metrics": lambda subject: check_metrics(subject, "accuracy", task=1),
    "optimizer": lambda subject: check_optimizer(subject, kind="Adam", learning_rate=0.01, task=1),
    "output": lambda subject: check_output(subject, X, shape=(None, 3), low=0, high=1, sums_to=1, task=1),
    "output-alone": lambda subject: check_output(subject, X, low=0, sums_to=1, task=1),
    "reaches": lambda subject: check_reaches(subject, X, Y, at_least=0.5, task=1),
    "reaches-mae": lambda subject: check_reaches(subject, X, X[:, 0], metric="mae", at_most=0.5, task=1),
    "reaches-credit": lambda subject: check_reaches(
        subject, X, np.eye(3)[Y], at_least=0.5, full=0.9, points=2, task=1
    ),
    "saved": lambda subject: check_saved(subject, "m.keras", like=like(), x=X, task=1),
    "split": lambda subject: check_split(subject, X, Y, task=1),
    "three-pairs": lambda subject: check_split([(subject, subject)] * 3, X, Y, task=1),
    "rows-and-odd-labels": lambda subject: check_split([(X, subject)] * 3, X, Y, task=1),
    "classes": lambda subject: check_classes([(X, subject)] * 3, X, Y, task=1),
    "computes": lambda subject: check_computes(subject, X, X[:, :3], weights=[X.T @ X, None], task=1),
    "computes-as-it-is": lambda subject: check_computes(subject, X, X, weights=[None, None], task=1),
    "trained": lambda subject: check_trained(subject, X, Y, task=1),
    "trained-like": lambda subject: check_trained(subject, X, Y, fresh=like, task=1),
    "trained-one-hot": lambda subject: check_trained(
        subject, X, np.eye(3)[Y], loss="categorical_crossentropy", task=1
    ),
}


class Nasty:
    """Raises whatever is asked of it."""

    def __getattr__(self, name):
        raise ZeroDivisionError(name)

    def __bool__(self):
        raise ZeroDivisionError

    def __eq__(self, other):
        raise ZeroDivisionError

    __len__ = __iter__ = __hash__ = __repr__ = __float__ = __bool__


class NastyAttribute(keras.optimizers.SGD):
    @property
    def inner_optimizer(self):
        raise ZeroDivisionError


class LossScaleOptimizer(keras.optimizers.SGD):
    @property
    def inner_optimizer(self):
        raise ZeroDivisionError


class Text(str):
    def __str__(self):
        raise ZeroDivisionError

    __repr__ = __eq__ = __str__
    __hash__ = None


def model(*parts, compiled=True, **settings):
    made = keras.Sequential([keras.Input((5,)), *parts])
    if compiled:
        made.compile(**{"optimizer": "adam", "loss": SPARSE, "metrics": ["accuracy"], **settings})
    return made


def several(*, inputs=1, outputs=1, named=False):
    given = [keras.Input((5,)) for _ in range(inputs)]
    trunk = layers.Concatenate()(given) if inputs > 1 else given[0]
    made = [layers.Dense(3 + n, activation="softmax")(trunk) for n in range(outputs)]
    found = keras.Model(given, dict(zip("abc", made, strict=False)) if named else made)
    found.compile("adam", SPARSE)
    return found


class Own(keras.Model):
    def __init__(self, answer):
        super().__init__()
        self.answer = answer
        self.built = True

    def call(self, x, training=None):
        return self.answer(x)


class OwnLayers(Own):
    layers = 7
    compiled = np.zeros(3)
    loss = optimizer = output_shape = built = "odd"
    weights = trainable_weights = property(lambda self: ["odd"])
    count_params = get_compile_config = lambda self: "odd"


class OddConfig(layers.Dense):
    def get_config(self):
        return {"units": object(), "activation": {"class_name": 3}, 5: Nasty()}


class NoConfig(layers.Dense):
    def get_config(self):
        return None


def history(record):
    found = keras.callbacks.History()
    found.history = record
    return found


PLAIN = {
    "none": None,
    "nan": float("nan"),
    "inf": np.inf,
    "text": "3",
    "text-class": Text("tensorflow"),
    "surrogate": "\ud800",
    "bytes": b"3",
    "object": object(),
    "nasty": Nasty(),
    "object-array": np.array([1, "2"], dtype=object),
    "object-of-arrays": np.array([np.zeros(2), None, "x"], dtype=object),
    "empty": np.zeros(0),
    "no-columns": np.zeros((12, 0)),
    "no-rows": np.zeros((0, 3)),
    "strings": np.array(["1", "2"]),
    "string-rows": np.full((12, 3), "a"),
    "complex": np.array([1 + 2j, 2]),
    "complex-number": 3 + 0j,
    "huge": 10**400,
    "huge-floats": np.full(12, 1e300),
    "fractions": np.linspace(0, 1, 12),
    "ragged": [[1.0], [2.0, 3.0]],
    "dict": {"a": 1},
    "dict-of-lists": {"loss": [1.0, 2.0]},
    "zero-axes": np.array(3.0),
    "dates": np.array(["2020-01-01"], dtype="M8[D]"),
    "record": np.zeros(2, dtype=[("a", int)]),
    "booleans": np.zeros((12, 3), bool),
    "generator": (n for n in range(3)),
    "class": keras.Sequential,
    "function-of-nothing": lambda: None,
    "three-nothings": [(None, None)] * 3,
    "pairs-of-numbers": [(1, 2), (3, 4), (5, 6)],
    "rows": {"trained": [[1.0], [2.0]], "validated": [[3.0], [4.0]]},
    "no-numbers-of-rows": {"trained": [[], []], "validated": [[]]},
    "odd-rows": {"trained": ["a", None], "validated": 3},
    "deep": [[[[1.0]]]],
    "list-of-itself": (itself := [], itself.append(itself))[0],
    "tensor": keras.ops.zeros((12, 3)),
    "symbolic": keras.KerasTensor((None, 3)),
    "variable": keras.Variable(np.zeros(12)),
    "layer": layers.Dense(3),
    "bfloat16": keras.ops.cast(np.zeros((12, 3)), "bfloat16"),
    "unreachable": Unreachable(RemoteError(ErrorFacts("TooLarge", "", None, stub=False))),
    "dead": Unreachable(RemoteError(ErrorFacts("Died", "", None, stub=False))),
}
HISTORIES = {
    "array": np.zeros(3),
    "none": None,
    "empty": {},
    "strings": {"loss": ["1", "2"], "accuracy": [1.0, 1.0]},
    "not-lists": {"loss": 1.0, "accuracy": 2.0},
    "none-in-lists": {"loss": [None, 1.0], "accuracy": [1.0, 1.0]},
    "other-lengths": {"loss": [1.0, 1.0, 1.0], "accuracy": [1.0]},
    "empty-lists": {"loss": [], "accuracy": []},
    "one-empty": {"loss": [1.0, 1.0], "accuracy": []},
    "nan": {"loss": [np.nan] * 3, "accuracy": [np.nan] * 3},
    "ragged": {"loss": [[1.0], [1.0, 2.0]], "accuracy": [1.0, 1.0]},
    "matrices": {"loss": np.zeros((3, 2)), "accuracy": np.zeros((3, 2))},
    "odd-keys": {None: [1.0], 3: [2.0], ("a",): [3.0]},
    "complex": {"loss": [1j, 1j], "accuracy": [1.0, 1.0]},
    "nasty": {"loss": Nasty(), "accuracy": [1.0]},
    "nasty-key": Nasty(),
}
MODELS = {
    "no-layers": lambda: keras.Sequential(),
    "unbuilt": lambda: keras.Sequential([layers.Dense(3, activation="softmax")]),
    "unbuilt-compiled": lambda: _compiled(keras.Sequential([layers.Dense(3, activation="softmax")])),
    "uncompiled": lambda: model(layers.Dense(3), compiled=False),
    "no-weights": lambda: model(layers.Flatten()),
    "inputs-only": lambda: model(),
    "one-output": lambda: model(layers.Dense(1, activation="sigmoid")),
    "two-outputs": lambda: model(layers.Dense(2, activation="softmax")),
    "four-outputs": lambda: model(layers.Dense(4, activation="softmax")),
    "three-axes": lambda: model(layers.Reshape((5, 1)), layers.Dense(3, activation="softmax")),
    "one-axis": lambda: model(layers.Dense(1), layers.Reshape(())),
    "empty-outputs": lambda: model(layers.Lambda(lambda x: x[:, :0])),
    "nan-weights": lambda: _filled(model(layers.Dense(3, activation="softmax"))),
    "wrong-input": lambda: _compiled(keras.Sequential([keras.Input((7,)), layers.Dense(3)])),
    "image-input": lambda: _compiled(keras.Sequential([keras.Input((5, 5)), layers.Dense(3)])),
    "open-length": lambda: _compiled(keras.Sequential([keras.Input((None,)), layers.Identity()])),
    "two-heads": lambda: several(outputs=2),
    "named-heads": lambda: several(outputs=2, named=True),
    "two-inputs": lambda: several(inputs=2),
    "loss-of-another-shape": lambda: model(layers.Dense(3), loss="categorical_crossentropy"),
    "loss-that-raises": lambda: model(layers.Dense(3), loss=lambda y, p: 1 / 0),
    "loss-of-text": lambda: model(layers.Dense(3), loss=lambda y, p: "text"),
    "list-of-losses": lambda: model(layers.Dense(3), loss=[SPARSE]),
    "several-metrics": lambda: model(layers.Dense(3), metrics=[["accuracy", lambda y, p: 0.0]]),
    "nasty-optimizer": lambda: model(layers.Dense(3), optimizer=NastyAttribute()),
    "scaled-nasty-optimizer": lambda: model(layers.Dense(3), optimizer=LossScaleOptimizer()),
    "odd-config": lambda: model(OddConfig(3)),
    "no-config": lambda: model(NoConfig(3)),
    "says-text": lambda: Own(lambda x: np.full((len(x), 3), "a")),
    "says-none": lambda: Own(lambda x: None),
    "says-a-number": lambda: Own(lambda x: 3.0),
    "says-booleans": lambda: Own(lambda x: keras.ops.greater(x[:, :3], 0)),
    "says-complex": lambda: Own(lambda x: np.zeros((len(x), 3), complex)),
    "says-whole-numbers": lambda: Own(lambda x: keras.ops.cast(x[:, :3], "int32")),
    "says-fewer-rows": lambda: Own(lambda x: x[:2, :3]),
    "says-an-object": lambda: Own(lambda x: object()),
    "says-empty-lists": lambda: Own(lambda x: []),
    "raises": lambda: Own(lambda x: 1 / 0),
    "exits": lambda: Own(lambda x: exit()),
    "odd-attributes": lambda: OwnLayers(lambda x: x[:, :3]),
}
OPTIMIZERS = {
    "nasty-sgd": NastyAttribute,
    "nasty-scale": LossScaleOptimizer,
    "schedule": lambda: _scheduled(),
}


def _compiled(made):
    made.compile("adam", SPARSE, metrics=["accuracy"])
    return made


def _filled(made):
    made.set_weights([weight * np.nan for weight in made.get_weights()])
    return made


def _scheduled():
    return keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9))


def subjects():
    yield from PLAIN.items()
    for name, record in HISTORIES.items():
        yield f"history-{name}", history(record)
        yield f"sent-history-{name}", History(record, None, None)
    for name, make in {**MODELS, **OPTIMIZERS}.items():
        yield name, make
    for name, value in PLAIN.items():
        if not isinstance(value, Unreachable):
            yield f"returned-{name}", call(lambda value=value: value)
    yield "second-of-one", call(lambda: 1)[1]
    yield "argument", call(lambda given: given, 3).argument(0)


SUBJECTS = list(subjects())


def judge(check, subject):
    with contextlib.suppress(CheckFailed):
        CHECKS[check](subject)


@pytest.mark.parametrize("check", CHECKS)
def test_no_check_breaks_on_an_odd_subject(check, capfd):
    broken = {}
    for name, subject in SUBJECTS:
        made = subject() if name in MODELS or name in OPTIMIZERS else subject
        for given in (made, call(lambda made=made: made)) if made is not subject else (made,):
            try:
                judge(check, given)
            except Exception as error:
                broken[name] = f"{type(error).__name__}: {error}"
    assert broken == {}


class OddReach:
    """Another process, whose code says the same odd thing to every question."""

    def __init__(self, says):
        self.says = says

    def call(self, function, arguments, keywords):
        return Outcome(self.says, arguments)

    def probe(self, name, arguments, keywords):
        return self.says

    def attribute(self, handle, name):
        return self.says

    def read_file(self, path):
        return self.says if isinstance(self.says, bytes) else None

    def remove_file(self, path):
        pass

    def load_model(self, path):
        return self.says


@pytest.mark.parametrize("check", CHECKS)
def test_no_check_breaks_on_what_another_process_says(check, capfd):
    kinds = frozenset({"Model", "Optimizer", "Layer"})
    handle = CallableHandle(1, "hidden 98765", kinds, "hidden 98765", ("a b",))
    broken = {}
    said = {"true": True, "two": [1, 2], "pairs": [(True, 1.0)], "handle": handle, "lists": [[]], **PLAIN}
    for name, says in said.items():
        before = use(OddReach(says))
        try:
            for given in (handle, call(handle), call(handle)[0]):
                judge(check, given)
        except Exception as error:
            broken[name] = f"{type(error).__name__}: {error}"
        finally:
            use(before)
    assert broken == {}
