# title: One model with two outputs, layers shared by both halves
# language: en
# mark: 0
# fails: []
# needs_person: false
# demo: true

# %% u15-read
def train_reader(images, numbers):
    one_digit = keras.Sequential(
        [
            layers.Rescaling(1 / 255),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.4),
            layers.Dense(10, activation="softmax"),
        ]
    )
    picture = keras.Input(shape=(28, 56, 1))
    tens, ones = one_digit(picture[:, :, :28]), one_digit(picture[:, :, 28:])
    model = keras.Model(picture, [tens, ones])
    model.compile(keras.optimizers.Adam(0.003), ["sparse_categorical_crossentropy"] * 2)
    model.fit(images[..., None], [numbers // 10, numbers % 10], epochs=20, verbose=0)
    return model


def read_numbers(images):
    tens, ones = reader.predict(images[..., None], verbose=0)
    return 10 * tens.argmax(axis=1) + ones.argmax(axis=1)


reader = train_reader(x_train, y_train)
