# title: "No activation at the output, and a loss that expects probabilities"
# language: en
# mark: 18
# fails: [u04-binary-loss]
# needs_person: false

# %% u04-binary
def binary_model(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model
