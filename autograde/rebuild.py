"""A student's Keras object, made anew from its public configuration: only of kinds that can do no harm.

    model = build_model(config, weights)          # or Refused, with the reason
    adam = build_object({"module": "keras.optimizers", "class_name": "Adam", ...})

A configuration is a program: `Lambda` holds byte code, `TFSMLayer` and `StringLookup` read files, a custom
class is the student's own. So every class in it must be on the list below, and what it would take to hold and
to run is counted before anything is made.
"""

from __future__ import annotations

import copy
import io
import json
import math
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

PARAMETERS = 60_000_000  # of a model that is rebuilt
OUTPUT = 100_000_000  # numbers in the output of a layer, for the rows of a probe
OUTPUTS = (
    2_000_000_000  # of all its layers; an axis of unknown length counts as long in the last as in the first
)
PROBE_ROWS = 4  # on which a rebuilt model must agree with the student's own
UNKNOWN_LENGTH = 96  # that is given to an axis whose length a model leaves open: bases for images need 32
_STEPS = 10_000  # of a recurrent layer
_ORTHOGONAL = 4_000_000  # numbers in a weight that begins orthogonal: that takes their number to the 1.5
_WAITING = "uninitialized_variables"  # as Keras names them
_LAYERS = 1_000
_DEPTH = 100
_CONFIG_BYTES = 4_000_000
_FILE_BYTES = 300_000_000  # of a saved model, unpacked

LAYERS = """
Activation ActivityRegularization Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D
AveragePooling2D AveragePooling3D BatchNormalization Bidirectional CategoryEncoding CenterCrop
Concatenate Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D
Cropping1D Cropping2D Cropping3D Dense DepthwiseConv1D DepthwiseConv2D Discretization Dot Dropout ELU
EinsumDense Embedding Flatten GRU GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D
GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D
GroupNormalization GroupQueryAttention Identity InputLayer LSTM LSTMCell LayerNormalization LeakyReLU
Masking MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum MultiHeadAttention Multiply Normalization
PReLU Permute RNN RMSNormalization RandomBrightness RandomContrast RandomCrop RandomErasing RandomFlip
RandomGaussianBlur RandomRotation RandomShear RandomTranslation RandomZoom ReLU RepeatVector Rescaling
Reshape Resizing SeparableConv1D SeparableConv2D SimpleRNN SimpleRNNCell Softmax SpatialDropout1D
SpatialDropout2D SpatialDropout3D SpectralNormalization StackedRNNCells Subtract TimeDistributed
UnitNormalization UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D
"""
ALLOWED = {
    "keras": {"DTypePolicy", "Sequential", "Functional", "Model", "Variable"},
    "keras.layers": set(LAYERS.split()),
    "keras.initializers": None,  # None: every public name; they hold numbers only
    "keras.regularizers": None,
    "keras.constraints": None,
    "keras.losses": None,
    "keras.metrics": {"all but": {"MeanMetricWrapper"}},  # wraps any function
    "keras.optimizers": None,
    "keras.optimizers.schedules": None,
}
# Keras writes these of a model's inner parts, under the names of its own modules.
_INNER = {
    "__keras_tensor__": None,
    "__tuple__": None,
    "__ellipsis__": None,
    "__numpy__": None,
    "slice": None,
}
_FUNCTIONAL = ("keras.src.models.functional", "keras.src.engine.functional")
_FUNCTION_HOMES = ("losses", "metrics", "activations")


class Refused(Exception):  # noqa: N818 - what it is
    """The configuration is of a kind that is not rebuilt; the text says which."""


def vet(config: Any) -> None:
    """Look at every class that a configuration names.

    Raises:
        Refused: one of them is not on the list, or there is too much of it.
    """
    try:
        if len(json.dumps(config, default=str)) > _CONFIG_BYTES:
            raise Refused("a configuration of more than 4 MB")
    except (ValueError, RecursionError) as error:
        raise Refused("a configuration that holds itself") from error
    for found in _classes(config):
        _vet_class(found)


def _classes(config: Any) -> Iterator[Mapping[str, Any]]:
    waiting, layers = [config], 0
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping):
            if "class_name" in part:
                layers += part.get("module") == "keras.layers"
                if layers > _LAYERS:
                    raise Refused(f"more than {_LAYERS} layers")
                yield part
            waiting += part.values()
        elif isinstance(part, (list, tuple)):
            waiting += part


def _vet_class(part: Mapping[str, Any]) -> None:
    import keras

    module, name, registered = part.get("module"), part["class_name"], part.get("registered_name")
    if not isinstance(name, str):
        raise Refused("a class without a name")
    if module is None and registered is None and name in _INNER:
        return
    if module in _FUNCTIONAL and name == "Functional" and registered in (None, "Functional"):
        return
    if module == "builtins" and name == "function":
        function = part.get("config")
        if isinstance(function, str) and any(
            hasattr(getattr(keras, home), function) for home in _FUNCTION_HOMES
        ):
            return
        raise Refused(f"the function {function!r:.60}")
    allowed = ALLOWED.get(module, set()) if isinstance(module, str) else set()
    if isinstance(allowed, dict):
        allowed = _public(keras, str(module)) - allowed["all but"]
    if allowed is None:
        allowed = _public(keras, str(module))
    if name not in allowed or registered not in (None, name):
        raise Refused(f"{name:.60} of {module or registered!r:.60}")


def _public(keras: Any, module: str) -> set[str]:
    home = keras
    for part in module.split(".")[1:]:
        home = getattr(home, part)
    return {name for name in dir(home) if name[0].isupper()}


def build_object(config: Any) -> Any:
    """Return the layer, loss, optimizer … that a configuration describes.

    Raises:
        Refused: it is not on the list, or Keras can't read it.
    """
    inspect(config)
    return _made(config)


def inspect(config: Any) -> None:
    """Look at all that a configuration names, and at how large it would be; nothing is kept.

    Raises:
        Refused: something is not on the list, too large, or unreadable.
    """
    vet(config)
    with _shapes_alone():
        _measure(_made(config), "Orthogonal" in json.dumps(config, default=str))


@contextmanager
def _shapes_alone() -> Iterator[None]:
    """Have variables made without values.

    Keras remembers them, to give them values when it leaves the next such scope: these never get any.
    """
    import keras
    from keras.src.backend.common import global_state

    waiting = list(global_state.get_global_attribute(_WAITING) or ())
    try:
        with keras.StatelessScope(initialize_variables=False):
            yield
    finally:
        global_state.set_global_attribute(_WAITING, waiting)


def _made(config: Any) -> Any:
    import keras

    try:
        # A copy: Keras takes the configuration of a functional model apart while it reads it.
        made = keras.saving.deserialize_keras_object(copy.deepcopy(config), safe_mode=True)
        restore_trainable(made, config)
    except Exception as error:  # as many as there are ways to damage a configuration
        raise Refused(f"a configuration that Keras can't read ({type(error).__name__})") from error
    return made


def restore_trainable(thing: Any, config: Any) -> None:
    """Freeze and unfreeze the layers of a model, each as its configuration says.

    Keras gives every layer of a functional model that it reads the state of the whole: a frozen base in a
    model that can be trained would come back unfrozen.
    """
    import keras

    own = config.get("config") if isinstance(config, Mapping) else None
    if not isinstance(thing, keras.Model) or not isinstance(own, Mapping):
        return
    layers = {layer.name: layer for layer in thing.layers}
    for part in own.get("layers") or ():
        inner = part.get("config") if isinstance(part, Mapping) else None
        if not isinstance(inner, Mapping) or not isinstance(inner.get("trainable"), bool):
            continue
        if (layer := layers.get(inner.get("name"))) is not None:
            layer.trainable = inner["trainable"]
            restore_trainable(layer, part)


def _measure(thing: Any, orthogonal: bool) -> None:
    """Refuse what would take too much memory or time to make, or to call with the rows of a probe."""
    sizes = [_numbers(variable.shape) for variable in getattr(thing, "variables", ())]
    if sum(sizes) > PARAMETERS:
        raise Refused(f"{sum(sizes):,} parameters; at most {PARAMETERS:,} are rebuilt")
    if orthogonal and max(sizes, default=0) > _ORTHOGONAL:
        raise Refused(f"an orthogonal matrix of {max(sizes):,} numbers")
    outputs = 0
    for layer in all_layers(thing):
        for node in getattr(layer, "_inbound_nodes", ()):
            if _is_recurrent(layer) and (node.input_tensors[0].shape[1] or 0) > _STEPS:
                raise Refused(f"a recurrent layer of more than {_STEPS:,} steps")
            output = sum(_numbers(tensor.shape[1:]) * PROBE_ROWS for tensor in node.output_tensors)
            if output > OUTPUT:
                raise Refused(f"an output of {output:,} numbers; at most {OUTPUT:,} are computed")
            outputs += output
    if outputs > OUTPUTS:
        raise Refused(f"outputs of {outputs:,} numbers; at most {OUTPUTS:,} are computed")


def _is_recurrent(layer: Any) -> bool:
    import keras

    return not isinstance(layer, keras.Model) and any(
        isinstance(inner, keras.layers.RNN) for inner in all_layers(layer)
    )


def all_layers(thing: Any) -> list[Any]:
    """Return a layer or model and every layer within; nothing of what is no layer."""
    import keras

    return list(thing._flatten_layers()) if isinstance(thing, keras.layers.Layer) else []


def _numbers(shape: Sequence[int | None]) -> int:
    return math.prod(UNKNOWN_LENGTH if size is None else int(size) for size in shape)


def restore_weights(thing: Any, weights: Sequence[np.ndarray]) -> None:
    """Give a layer or model the weights of another, in the order of `weights`.

    Raises:
        ValueError: they do not fit.
    """
    thing.set_weights(list(weights))
    for layer in all_layers(thing):
        if hasattr(layer, "finalize_state"):  # Normalization computes with what it derives from its weights
            layer.finalize_state()


def build_model(config: Any, weights: Sequence[np.ndarray] | None) -> Any:
    """Return the model that a configuration describes, with these weights.

    Args:
        config: as `keras.saving.serialize_keras_object(model)` gives it; what models in it were compiled
            with is left out.
        weights: in the order of `model.weights`; None or empty leaves fresh ones.

    Raises:
        Refused: not on the list, too large, unreadable, or weights of other shapes.
    """
    model = build_object(_uncompiled(config))
    if weights:
        try:
            restore_weights(model, weights)
        except Exception as error:
            raise Refused("weights that do not fit the layers") from error
    return model


def _uncompiled(config: Any, depth: int = 0) -> Any:
    """Return a configuration without what the model, and models in it, were compiled with."""
    if depth > _DEPTH:
        raise Refused("a configuration that holds itself")
    if isinstance(config, Mapping):
        return {
            key: _uncompiled(value, depth + 1) for key, value in config.items() if key != "compile_config"
        }
    if isinstance(config, (list, tuple)):
        return type(config)(_uncompiled(part, depth + 1) for part in config)
    return config


def compile_model(model: Any, config: Any, optimizer: Sequence[np.ndarray]) -> None:
    """Compile a rebuilt model as the student's is.

    Args:
        model: from `build_model`.
        config: as `get_compile_config` gives it.
        optimizer: its variables, see `restore_optimizer`.

    Raises:
        Refused: the configuration names something that is not Keras's own.
    """
    vet(config)
    try:
        model.compile_from_config(config)
        restore_optimizer(model, optimizer)
    except Exception as error:
        raise Refused(f"compile settings that Keras can't read ({type(error).__name__})") from error


def restore_optimizer(model: Any, values: Sequence[np.ndarray]) -> None:
    """Give a compiled model's optimizer the state of another: its steps, and the moments if there are any.

    Args:
        model: compiled.
        values: of `optimizer.variables`; an optimizer that has not made a step yet has only the first two.
    """
    if model.optimizer is None or not model.built:
        return
    if not model.optimizer.built:
        model.optimizer.build(model.trainable_variables)
    for variable, value in zip(model.optimizer.variables, values, strict=False):
        if tuple(variable.shape) == value.shape:
            variable.assign(value)


def load_file(data: bytes) -> Any:
    """Return the model in a `.keras` file that a student's code wrote.

    The archive is taken apart here: what Keras reads holds no path, no link and no more than it says.

    Raises:
        Refused: not such a file, or a model of a kind that is not rebuilt.
    """
    import keras

    config, metadata, weights = _unpack(data)
    vet(config)
    inspect(_uncompiled(config))
    _vet_weights(weights)
    with io.BytesIO() as clean:
        with zipfile.ZipFile(clean, "w") as archive:
            archive.writestr("config.json", json.dumps(config))
            archive.writestr("metadata.json", json.dumps(metadata))
            archive.writestr("model.weights.h5", weights)
        return _load(keras, clean.getvalue())


def _load(keras: Any, data: bytes) -> Any:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        path.write_bytes(data)
        try:
            return keras.saving.load_model(path, safe_mode=True)
        except Exception as error:
            raise Refused(f"a file that Keras can't read ({type(error).__name__})") from error


def _unpack(data: bytes) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {}
            for name in ("config.json", "metadata.json", "model.weights.h5"):
                info = archive.getinfo(name)
                if info.file_size > _FILE_BYTES:
                    raise Refused(f"{name} of {info.file_size:,} bytes")
                with archive.open(info) as file:
                    parts[name] = file.read(info.file_size + 1)
        config, metadata = json.loads(parts["config.json"]), json.loads(parts["metadata.json"])
    except (zipfile.BadZipFile, KeyError, ValueError, RecursionError, NotImplementedError, OSError) as error:
        raise Refused(f"not what `model.save` writes ({type(error).__name__})") from error
    if not isinstance(config, dict) or not isinstance(metadata, dict):
        raise Refused("not what `model.save` writes")
    return config, metadata, parts["model.weights.h5"]


def _vet_weights(data: bytes) -> None:
    """Refuse an HDF5 file that reaches beyond itself or unfolds into more than it is."""
    import h5py

    try:
        with h5py.File(io.BytesIO(data), "r") as file:
            total = 0
            waiting: list[Any] = [file]
            seen = 0
            while waiting:
                group = waiting.pop()
                for name in group:
                    seen += 1
                    if seen > 50_000 or not isinstance(group.get(name, getlink=True), h5py.HardLink):
                        raise Refused("weights with links")
                    item = group[name]
                    if isinstance(item, h5py.Group):
                        waiting.append(item)
                        continue
                    if item.external or item.is_virtual or item.dtype.kind not in "biuf":
                        raise Refused("weights that are kept elsewhere")
                    total += int(np.prod(item.shape, dtype=object)) * item.dtype.itemsize
                    if total > 4 * PARAMETERS * 4:
                        raise Refused("weights larger than any model that is rebuilt")
    except Refused:
        raise
    except Exception as error:  # h5py has many
        raise Refused(f"weights that can't be read ({type(error).__name__})") from error
