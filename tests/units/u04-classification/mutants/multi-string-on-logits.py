# title: "No activation at the output, and a loss that expects probabilities"
# language: ru
# mark: 16
# fails: [u04-multi-loss, u04-multi-learns]
# needs_person: false

# %% u04-multi
def multi_model(n, classes):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
