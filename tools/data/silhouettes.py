"""Write the animals' silhouettes of u11-transfer: public rows and held-out rows.

    pip download --no-deps -d PACKAGES animal-mnist==0.4
    python tools/data/silhouettes.py PACKAGES/animal_mnist-0.4-py3-none-any.whl

Source: `animal_mnist/data/Animal_MNIST/animal_data_version_3.gz` and `animal_label_version_3.gz` of
animal-mnist 0.4 (MIT, Sina Mohammadi, 2025): 10,000 silhouettes, 28 × 28 pixels, of ten animals.
The package does not say which pictures they were made from. Both files are pickles of arrays, read by an
unpickler that knows nothing else.

Pictures that occur more than once are left out, all copies of them: no picture is in two sets, and none has
two labels. Of the rest, each animal's come in the order of their SHA-256: the first go to the held-out set,
the next to the test set, the next to the training set.

    source/u11-transfer/data/silhouettes.npz    x_train, y_train: 20 an animal; x_test, y_test: 40 an animal
    heldout/u11-transfer/silhouettes.npz        x, y: 60 an animal
"""

import gzip
import hashlib
import io
import pickle
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = "animal_mnist/data/Animal_MNIST/"
DATA, LABELS = FOLDER + "animal_data_version_3.gz", FOLDER + "animal_label_version_3.gz"
SOURCE = "461c5c5afedb6c25268c29a45c1ab1e33796d4dee4ca4643d0b1c9b34106ceb3"
HELD_OUT, TEST, TRAIN = 60, 40, 20  # of each animal
UNIT = "u11-transfer"
ROOT = Path(__file__).resolve().parents[2]


class Arrays(pickle.Unpickler):
    """Reads a pickle of NumPy arrays, and refuses every other."""

    def find_class(self, module: str, name: str) -> Any:
        """Called for each class or function that the pickle names."""
        known = {
            ("numpy.core.multiarray", "_reconstruct"): lambda kind, shape, dtype: np.ndarray(shape, dtype),
            ("numpy", "ndarray"): np.ndarray,
            ("numpy", "dtype"): np.dtype,
        }
        if (module, name) not in known:
            raise pickle.UnpicklingError(f"{module}.{name} has no place among pictures")
        return known[module, name]


def read(wheel: str) -> tuple[np.ndarray, np.ndarray]:
    """Return all pictures, `(n, 28, 28)` uint8, and their labels.

    Raises:
        SystemExit: another version of the source.
    """
    with zipfile.ZipFile(wheel) as archive:
        packed = [archive.read(name) for name in (DATA, LABELS)]
    if hashlib.sha256(packed[0] + packed[1]).hexdigest() != SOURCE:
        raise SystemExit("other pictures than those of animal-mnist 0.4: compare before going on")
    pictures, labels = (Arrays(io.BytesIO(gzip.decompress(part))).load() for part in packed)
    return pictures, labels


def divided(pictures: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
    """Return for each set the numbers of its pictures, in the order of their hashes."""
    hashes = np.array([hashlib.sha256(picture.tobytes()).hexdigest() for picture in pictures])
    copies = Counter(hashes)
    single = np.array([copies[name] == 1 for name in hashes])
    sys.stderr.write(f"{len(copies):,} different pictures; {single.sum():,} occur once\n")
    sets: dict[str, list[int]] = {"held": [], "test": [], "train": []}
    for label in range(10):
        own = np.flatnonzero(single & (labels == label))
        own = own[np.argsort(hashes[own])]
        for name, start, count in (
            ("held", 0, HELD_OUT),
            ("test", HELD_OUT, TEST),
            ("train", HELD_OUT + TEST, TRAIN),
        ):
            sets[name] += own[start : start + count].tolist()
    return {name: np.array(sorted(rows, key=lambda row: hashes[row])) for name, rows in sets.items()}


def main(wheel: str) -> None:
    """Write both files."""
    pictures, labels = read(wheel)
    rows = divided(pictures, labels)
    x, y = pictures, labels.astype("uint8")
    for path, arrays in (
        (
            ROOT / "source" / UNIT / "data" / "silhouettes.npz",
            {
                "x_train": x[rows["train"]],
                "y_train": y[rows["train"]],
                "x_test": x[rows["test"]],
                "y_test": y[rows["test"]],
            },
        ),
        (ROOT / "heldout" / UNIT / "silhouettes.npz", {"x": x[rows["held"]], "y": y[rows["held"]]}),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **arrays)
        sys.stderr.write(f"{path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1])
