# title: Choices in place of whole numbers
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-space
def build_model(hp):
    units = hp.Choice("units", [8, 16, 24, 32, 40, 48, 56, 64])
    model = keras.Sequential([keras.Input(shape=(13,))])
    for _ in range(hp.Choice("hidden", [1, 2, 3])):
        model.add(layers.Dense(units, activation="relu"))
    model.add(layers.Dense(3, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(hp.Float("learning_rate", 1e-4, 1e-1, sampling="log")),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
