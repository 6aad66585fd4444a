# title: The ready function shake, batch by batch
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u08-train
def train_augmented(x, y):
    model = keras.Sequential(
        [
            keras.Input(shape=x.shape[1:]),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(len(set(y)), activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    dataset = (
        tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x)).map(lambda a, b: (shake(a), b)).batch(16)
    )
    model.fit(dataset, epochs=10, verbose=0)
    return model
