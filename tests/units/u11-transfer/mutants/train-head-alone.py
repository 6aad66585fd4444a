# title: "Only the head is returned: it wants features"
# language: ru
# mark: 13
# fails: [u11-train-accuracy, u11-train-base]
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
    return head
