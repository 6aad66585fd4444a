# title: The mean over the places, scaled
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    maps = base.predict(x, verbose=0)
    scale = layers.Normalization()
    scale.adapt(maps)
    head = keras.Sequential(
        [
            keras.Input(maps.shape[1:]),
            scale,
            layers.GlobalAveragePooling2D(),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    head.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss="sparse_categorical_crossentropy")
    head.fit(maps, y, epochs=40, verbose=0)
    return keras.Sequential([base, head])
