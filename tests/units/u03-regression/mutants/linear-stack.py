# title: "Hidden layers without an activation: a straight line after all"
# language: en
# mark: 18
# fails: [u03-build-layers]
# needs_person: false

# %% u03-build
def build_regressor(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(64),
            layers.Dense(64),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mse", metrics=["mae"])
    return model
