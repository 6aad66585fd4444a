# title: The base learns along in the end, at a tiny rate
# language: ru
# mark: 15
# fails: [u11-train-base]
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    maps = base.predict(x, verbose=0)
    scale = layers.Normalization()
    scale.adapt(maps)
    head = keras.Sequential(
        [keras.Input(maps.shape[1:]), scale, layers.Flatten(), layers.Dense(classes, activation="softmax")]
    )
    head.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    head.fit(maps, y, epochs=20, verbose=0)
    model = keras.Sequential([base, head])
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.000001),
        loss="sparse_categorical_crossentropy",
    )
    model.fit(x, y, verbose=0)
    return model
