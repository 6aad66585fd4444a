# title: "softmax over one unit: the answer is always 1"
# language: en
# mark: 16
# fails: [u03-build-compile, u03-build-layers]
# needs_person: false

# %% u03-build
def build_regressor(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(1, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="mse", metrics=["mae"])
    return model
