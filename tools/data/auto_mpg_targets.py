"""Write u12-multitask's ready matrix: what its `make_targets` makes of the public cars.

    python tools/data/auto_mpg.py u12-multitask      # first: the rows themselves, their source and licence
    python tools/data/auto_mpg_targets.py

The exercises after the first one begin with these rows. They come from a file, since a setup cell that made
them would show how.

    source/u12-multitask/data/prepared.csv    292 rows: six measurements, mpg, region (0, 1, 2)
"""

import csv
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "source" / "u12-multitask" / "data"
MEASURED = ("cylinders", "displacement", "horsepower", "weight", "acceleration", "year")


def main() -> None:
    """Read the public rows, write the matrix beside them."""
    with (DATA / "auto_mpg.csv").open(encoding="utf-8", newline="") as file:
        cars = list(csv.DictReader(file))
    lines = [",".join([*MEASURED, "mpg", "region"])]
    for car in cars:
        lines.append(",".join([*(car[name] for name in MEASURED), car["mpg"], str(int(car["origin"]) - 1)]))
    (DATA / "prepared.csv").write_text("\n".join([*lines, ""]), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
