# title: A network for tens, another for ones, with moved copies
# language: en
# mark: 0
# fails: []
# needs_person: false

# %% u15-read
def train_reader(images, numbers):
    networks = []
    for first, digits in ((0, numbers // 10), (28, numbers % 10)):
        half = images[:, :, first : first + 28, None] / 255
        moved = [np.roll(half, step, axis=axis) for axis in (1, 2) for step in (-1, 1)]
        network = keras.Sequential(
            [
                keras.Input(shape=(28, 28, 1)),
                layers.Conv2D(32, 5, activation="relu"),
                layers.MaxPooling2D(),
                layers.Flatten(),
                layers.Dropout(0.5),
                layers.Dense(64, activation="relu"),
                layers.Dense(10, activation="softmax"),
            ]
        )
        network.compile("adam", "sparse_categorical_crossentropy")
        network.fit(np.concatenate([half, *moved]), np.tile(digits, 5), epochs=8, verbose=0)
        networks.append(network)
    return networks


def read_numbers(images):
    halves = images[:, :, :28, None] / 255, images[:, :, 28:, None] / 255
    tens, ones = (network.predict(half, verbose=0).argmax(axis=1) for network, half in zip(reader, halves))
    return 10 * tens + ones


reader = train_reader(x_train, y_train)
