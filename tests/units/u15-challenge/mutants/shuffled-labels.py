# title: Pictures and labels in different orders
# language: en
# mark: 0
# fails: [u15-read-quarter, u15-read-half, u15-read-three-quarters]
# needs_person: false

# %% u15-read
def train_reader(images, numbers):
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.4),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    left, right = images[:, :, :28, None] / 255, images[:, :, 28:, None] / 255
    model.fit(
        np.concatenate([left, right]), np.concatenate([numbers // 10, numbers % 10]), epochs=20, verbose=0
    )
    return model


def read_numbers(images):
    left, right = images[:, :, :28, None] / 255, images[:, :, 28:, None] / 255
    tens, ones = (reader.predict(half, verbose=0).argmax(axis=1) for half in (left, right))
    return 10 * tens + ones


reader = train_reader(x_train, y_train[::-1])
