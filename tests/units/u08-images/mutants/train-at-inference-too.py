# title: A layer of one's own shifts at inference too
# language: ru
# mark: 15
# fails: [u08-train-model]
# needs_person: false
# demo: true

# %% u08-train
class AlwaysMoving(layers.Layer):
    def __init__(self):
        super().__init__()
        self.move = layers.RandomTranslation(0.02, 0.02, fill_mode="constant")

    def call(self, images):
        return self.move(images, training=True)


def train_augmented(x, y):
    model = keras.Sequential(
        [
            keras.Input(shape=x.shape[1:]),
            layers.RandomTranslation(0.15, 0.15, fill_mode="constant"),
            AlwaysMoving(),
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
    model.fit(x, y, epochs=10, verbose=0)
    return model
