# title: One epoch of huge batches
# language: en
# mark: 14
# fails: [u08-train-accuracy]
# needs_person: false

# %% u08-train
def train_augmented(x, y):
    model = keras.Sequential(
        [
            keras.Input(shape=x.shape[1:]),
            layers.RandomTranslation(0.15, 0.15, fill_mode="constant"),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(int(y.max()) + 1, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.003), loss="sparse_categorical_crossentropy"
    )
    model.fit(x, y, epochs=1, batch_size=1000, verbose=0)
    return model
