# title: Other defaults
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-space
def build_model(hp):
    units = hp.Int("units", 8, 64, step=8, default=32)
    model = keras.Sequential([keras.Input(shape=(13,))])
    for _ in range(hp.Int("hidden", 1, 3, default=2)):
        model.add(layers.Dense(units, activation="relu"))
    model.add(layers.Dense(3, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(
            learning_rate=hp.Float("learning_rate", 1e-4, 1e-1, sampling="log", default=1e-2)
        ),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
