# title: The model is not compiled
# language: en
# mark: 17
# fails: [u04-binary-loss, u04-binary-learns]
# needs_person: false

# %% u04-binary
def binary_model(n):
    return keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
