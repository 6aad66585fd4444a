# title: No accuracy among the metrics
# language: en
# mark: 19
# fails: [u10-space-model]
# needs_person: false

# %% u10-space
def build_model(hp):
    units = hp.Int("units", 8, 64, step=8)
    model = keras.Sequential([keras.Input(shape=(13,))])
    for _ in range(hp.Int("hidden", 1, 3)):
        model.add(layers.Dense(units, activation="relu"))
    model.add(layers.Dense(3, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(hp.Float("learning_rate", 1e-4, 1e-1, sampling="log")),
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_crossentropy"],
    )
    return model
