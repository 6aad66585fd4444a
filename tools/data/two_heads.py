"""Write the model that u12-multitask hands to students: two outputs, as a configuration without weights.

    python tools/data/two_heads.py

It comes from a file, since a setup cell that built it would show what an exercise asks for. The unit's setup
gives it weights.

    source/u12-multitask/data/two_heads.json    six features to {"mpg": (n, 1), "origin": (n, 3)}
"""

import json
from pathlib import Path

import keras
from keras import layers

DATA = Path(__file__).resolve().parents[2] / "source" / "u12-multitask" / "data"


def main() -> None:
    """Build the model and write its configuration."""
    inputs = keras.Input(shape=(6,), name="car")
    shared = layers.Dense(16, activation="relu", name="shared")(inputs)
    outputs = {
        "mpg": layers.Dense(1, name="mpg")(shared),
        "origin": layers.Dense(3, activation="softmax", name="origin")(shared),
    }
    model = keras.Model(inputs, outputs, name="two_heads")
    told = json.dumps(json.loads(model.to_json()), indent=1, sort_keys=False)
    (DATA / "two_heads.json").write_text(told + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
