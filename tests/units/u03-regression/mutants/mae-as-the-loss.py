# title: The loss is MAE, where the task asks for MSE
# language: en
# mark: 18
# fails: [u03-build-compile]
# needs_person: false

# %% u03-build
def build_regressor(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mae", metrics=["mae"])
    return model
