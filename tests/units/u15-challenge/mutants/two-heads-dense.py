# title: One dense trunk for the whole picture, two outputs
# language: en
# mark: 0
# fails: [u15-read-three-quarters]
# needs_person: false
# demo: true

# %% u15-read
def train_reader(images, numbers):
    picture = keras.Input(shape=(28, 56))
    trunk = layers.Dense(128, activation="relu")(layers.Flatten()(layers.Rescaling(1 / 255)(picture)))
    tens, ones = layers.Dense(10, activation="softmax")(trunk), layers.Dense(10, activation="softmax")(trunk)
    model = keras.Model(picture, [tens, ones])
    model.compile("adam", ["sparse_categorical_crossentropy"] * 2)
    model.fit(images, [numbers // 10, numbers % 10], epochs=30, verbose=0)
    return model


def read_numbers(images):
    tens, ones = reader.predict(images, verbose=0)
    return 10 * tens.argmax(axis=1) + ones.argmax(axis=1)


reader = train_reader(x_train, y_train)
