# title: The head is not trained
# language: en
# mark: 14
# fails: [u11-train-accuracy]
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
    head.fit(maps, y, epochs=0, verbose=0)
    return keras.Sequential([base, head])
