# title: relu at the output
# language: ru
# mark: 18
# fails: [u03-build-layers]
# needs_person: false

# %% u03-build
def build_regressor(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(1),
            layers.ReLU(),
        ]
    )
    model.compile(optimizer="adam", loss="mse", metrics=["mae"])
    return model
