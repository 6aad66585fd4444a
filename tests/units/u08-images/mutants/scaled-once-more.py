# title: A Rescaling layer divides pictures from 0 to 1 by 255 again
# language: ru
# mark: 14
# fails: [u08-cnn-learns]
# needs_person: false

# %% u08-cnn
def build_cnn(shape, classes):
    model = keras.Sequential(
        [
            keras.Input(shape=shape),
            layers.Rescaling(1 / 255),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.003), loss="sparse_categorical_crossentropy"
    )
    return model
