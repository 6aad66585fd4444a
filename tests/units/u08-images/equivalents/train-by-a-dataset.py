# title: A dataset whose map shifts; GlobalMaxPooling
# language: ru
# mark: 16
# fails: []
# needs_person: false
# demo: true

# %% u08-train
def train_augmented(x, y):
    shift = layers.RandomTranslation(0.15, 0.15, fill_mode="constant")
    dataset = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x)).batch(32)
    dataset = dataset.map(lambda images, labels: (shift(images, training=True), labels))
    model = keras.Sequential(
        [
            keras.Input(shape=x.shape[1:]),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.GlobalMaxPooling2D(),
            layers.Dense(int(y.max()) + 1, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.003), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    model.fit(dataset, epochs=10, verbose=0)
    return model
