# title: A hidden layer and dropout
# language: en
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
            layers.Flatten(),
            layers.Dropout(0.2),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    head.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    head.fit(maps, y, epochs=25, verbose=0)
    return keras.Sequential([base, head])
