"""Write u03-regression's ready matrix: what its `prepare` makes of the public cars.

    python tools/data/auto_mpg.py u03-regression     # first: the rows themselves, their source and licence
    python tools/data/auto_mpg_prepared.py

The exercises after the first one begin with these rows. They come from a file, since a setup cell that made
them would show how.

    source/u03-regression/data/prepared.csv    292 rows: six measurements, usa, europe, japan (0 or 1), mpg
"""

import csv
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "source" / "u03-regression" / "data"
MEASURED = ("cylinders", "displacement", "horsepower", "weight", "acceleration", "year")
REGIONS = {"usa": "1", "europe": "2", "japan": "3"}


def main() -> None:
    """Read the public rows, write the matrix beside them."""
    with (DATA / "auto_mpg.csv").open(encoding="utf-8", newline="") as file:
        cars = list(csv.DictReader(file))
    lines = [",".join([*MEASURED, *REGIONS, "mpg"])]
    for car in cars:
        regions = ["1" if car["origin"] == number else "0" for number in REGIONS.values()]
        lines.append(",".join([*(car[name] for name in MEASURED), *regions, car["mpg"]]))
    (DATA / "prepared.csv").write_text("\n".join([*lines, ""]), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
