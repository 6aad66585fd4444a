# title: The model is built, but not compiled
# language: en
# mark: 18
# fails: [u03-build-compile]
# needs_person: false

# %% u03-build
def build_regressor(n):
    return keras.Sequential([keras.Input(shape=(n,)), layers.Dense(64, activation="relu"), layers.Dense(1)])
