# title: A learning rate of 1
# language: ru
# mark: 14
# fails: [u08-cnn-learns]
# needs_person: false

# %% u08-cnn
def build_cnn(shape, classes):
    model = keras.Sequential(
        [
            keras.Input(shape=shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=1.0), loss="sparse_categorical_crossentropy")
    return model
