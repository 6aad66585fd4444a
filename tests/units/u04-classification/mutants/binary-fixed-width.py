# title: The input always has 30 features
# language: en
# mark: 19
# fails: [u04-binary-layers]
# needs_person: false

# %% u04-binary
def binary_model(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(30,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model
