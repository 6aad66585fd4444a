# title: One-hot labels, logits
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    maps = base.predict(x, verbose=0)
    head = keras.Sequential(
        [keras.Input(maps.shape[1:]), layers.GlobalAveragePooling2D(), layers.Dense(classes)]
    )
    head.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss=keras.losses.CategoricalCrossentropy(from_logits=True),
    )
    head.fit(maps, keras.utils.to_categorical(y, classes), epochs=40, verbose=0)
    return keras.Sequential([base, head, layers.Softmax()])
