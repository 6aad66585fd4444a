# title: One output unit with softmax always says 1
# language: ru
# mark: 17
# fails: [u04-binary-loss, u04-binary-learns]
# needs_person: false
# demo: true

# %% u04-binary
def binary_model(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(1, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model
