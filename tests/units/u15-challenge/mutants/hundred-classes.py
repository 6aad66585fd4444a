# title: A dense network with a class for each number
# language: ru
# mark: 0
# fails: [u15-read-half, u15-read-three-quarters]
# needs_person: false
# demo: true

# %% u15-read
def train_reader(images, numbers):
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 56)),
            layers.Rescaling(1 / 255),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(100, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(images, numbers, epochs=40, verbose=0)
    return model


def read_numbers(images):
    return reader.predict(images, verbose=0).argmax(axis=1)


reader = train_reader(x_train, y_train)
