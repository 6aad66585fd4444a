# title: One-hot labels, another optimizer
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
        [keras.Input(maps.shape[1:]), scale, layers.Flatten(), layers.Dense(classes, activation="softmax")]
    )
    head.compile(optimizer="rmsprop", loss="categorical_crossentropy")
    head.fit(maps, keras.utils.to_categorical(y, classes), epochs=20, verbose=0)
    return keras.Sequential([base, head])
