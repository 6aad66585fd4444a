"""What a pretrained base is worth: u11's frozen base with a new head beside a network from scratch.

    python -m bench.transfer

For 5, 10 and 20 silhouettes an animal, ten times each with another seed: the head is one layer on the base's
features at all places, the other network the unit's `scratch_model`, both for 20 epochs with Adam. Judged
on the 1,000 silhouettes that neither has seen, the 400 of the unit's test set and the 600 held out. Prints the
figures, and draws docs/figures/transfer.svg. Two minutes on one core.
"""

import contextlib
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import matplotlib as mpl
import numpy as np
from keras import layers
from matplotlib import pyplot as plt

from autograde import cells
from autograde.course import Course
from autograde.source import read

ROOT = Path(__file__).resolve().parents[1]
UNIT = "u11-transfer"
FIGURE = ROOT / "docs" / "figures" / "transfer.svg"
COUNTS = (5, 10, 20)  # pictures an animal
SEEDS = range(10)
EPOCHS = 20


def setup() -> dict[str, Any]:
    """Return the names that the unit's setup cells bind."""
    names: dict[str, Any] = {}
    with contextlib.chdir(ROOT / "source" / UNIT):
        for cell in read(Course(ROOT).unit(UNIT)).cells:
            if cells.is_setup(cell):
                exec(cell.source, names)
    return names


def head() -> keras.Model:
    """Return a head for maps of 4 × 4 places with 80 features, not trained."""
    model = keras.Sequential(
        [
            keras.Input((4, 4, 80)),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def first_of_each(labels: np.ndarray, count: int) -> np.ndarray:
    """Return the places of the first `count` rows of each class."""
    return np.sort(np.concatenate([np.flatnonzero(labels == label)[:count] for label in range(10)]))


def measure() -> dict[str, np.ndarray]:
    """Return accuracies by way, an array of counts × seeds."""
    names = setup()
    with np.load(ROOT / "heldout" / UNIT / "silhouettes.npz") as held:
        new = np.concatenate([names["silhouettes"]["x_test"], held["x"]])
        answers = np.concatenate([names["y_test"], held["y"]])
    base = names["lite_base"]()
    scaled = (names["as_pictures"](new) - 127) / 128
    seen, unseen = (base.predict(x, verbose=0) for x in (names["x_train"], scaled))
    mean, deviation = seen.mean(axis=(0, 1, 2)), seen.std(axis=(0, 1, 2))
    seen, unseen = (seen - mean) / deviation, (unseen - mean) / deviation
    ways = {
        "frozen base, new head": (head, seen, unseen),
        "from scratch": (
            names["scratch_model"],
            names["silhouettes"]["x_train"][..., None],
            new[..., None],
        ),
    }
    found = {way: np.zeros((len(COUNTS), len(SEEDS))) for way in ways}
    for place, count in enumerate(COUNTS):
        rows = first_of_each(names["y_train"], count)
        for seed in SEEDS:
            for way, (build, x, x_new) in ways.items():
                keras.utils.set_random_seed(seed)
                model = build()
                model.fit(x[rows], names["y_train"][rows], epochs=EPOCHS, verbose=0)
                chosen = keras.ops.convert_to_numpy(model(x_new.astype("float32"))).argmax(axis=1)
                found[way][place, seed] = np.mean(chosen == answers)
            print(count, seed, *(f"{way}: {found[way][place, seed]:.3f}" for way in ways), flush=True)
    return found


def draw(found: dict[str, np.ndarray]) -> None:
    """Draw each accuracy as a point, and the means as lines."""
    mpl.rcParams["svg.hashsalt"] = "transfer"  # the same bytes for the same figures
    figure, axis = plt.subplots(figsize=(6, 3.6), layout="constrained")
    for (way, values), marker, line in zip(found.items(), "os", ("-", "--"), strict=True):
        drawn = axis.plot(COUNTS, values.mean(axis=1), line, marker=marker, label=way)
        for place, count in enumerate(COUNTS):
            spread = count + np.linspace(-0.3, 0.3, len(SEEDS))
            axis.plot(spread, values[place], ".", color=drawn[0].get_color(), alpha=0.5)
    axis.set(xlabel="silhouettes an animal", ylabel="accuracy on 1,000 new ones", ylim=(0, 1))
    axis.set_xticks(COUNTS)
    axis.grid(axis="y", alpha=0.3)
    axis.legend(loc="lower right")
    FIGURE.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(FIGURE, metadata={"Date": None})


def main() -> None:
    """Measure, print a table, draw."""
    found = measure()
    print("\nsilhouettes an animal: mean ± standard deviation (lowest–highest) of ten seeds")
    for way, values in found.items():
        for count, row in zip(COUNTS, values, strict=True):
            print(
                f"{way:22} {count:3}: {row.mean():.3f} ± {row.std(ddof=1):.3f} ({row.min():.3f}–{row.max():.3f})"
            )
    draw(found)


if __name__ == "__main__":
    main()
