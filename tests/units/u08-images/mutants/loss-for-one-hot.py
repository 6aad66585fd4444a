# title: The loss for one-hot rows, though the labels are whole numbers
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
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
