"""Write u11-transfer's trained head: ten animals from the base's features, as the exercises on it get it.

    python tools/data/imagenet_base.py …   # first the base
    python tools/data/silhouettes.py …     # and the pictures
    python tools/data/transfer_head.py

It comes from a file, since a setup cell that made it would show how. It was trained on the unit's 200 public
pictures; base and pictures are made by the notebook's own setup cells.

    source/u11-transfer/data/head.keras    (n, h, w, 80) in, 10 probabilities out; not compiled
"""

import contextlib
import sys
from pathlib import Path

import keras
from keras import layers

from autograde import cells
from autograde.course import Course
from autograde.source import read

ROOT = Path(__file__).resolve().parents[2]
UNIT = "u11-transfer"
WANTED = ("u11-setup-start", "u11-setup-data", "u11-setup-base")


def main() -> None:
    """Run the setup cells, train, write."""
    names: dict[str, object] = {}
    folder = ROOT / "source" / UNIT
    with contextlib.chdir(folder):
        for cell in read(Course(ROOT).unit(UNIT)).cells:
            if cells.grade_id(cell) in WANTED:
                exec(cell.source, names)
    keras.utils.set_random_seed(1)
    maps = names["lite_base"]().predict(names["x_train"], verbose=0)
    features = maps.mean(axis=(1, 2))
    mean, deviation = features.mean(axis=0), features.std(axis=0)
    inputs = keras.Input((None, None, 80))
    pooled = layers.GlobalAveragePooling2D()(inputs)
    head = keras.Model(inputs, layers.Dense(10, activation="softmax")(pooled), name="head")
    head.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    record = head.fit((maps - mean) / deviation, names["y_train"], epochs=40, verbose=0).history
    kernel, bias = head.layers[-1].get_weights()  # which take over the scaling of the features
    kernel = kernel / deviation[:, None]
    head.layers[-1].set_weights([kernel, bias - mean @ kernel])
    sys.stderr.write(f"accuracy on the training pictures: {record['accuracy'][-1]:.2f}\n")
    keras.Model(inputs, head.output, name="head").save(folder / "data" / "head.keras")


if __name__ == "__main__":
    main()
