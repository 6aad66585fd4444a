# title: Dropout is missing
# language: ru
# mark: 19
# fails: [u02-cnn-dropout]
# needs_person: false

# %% u02-cnn
def cnn(shape, classes):
    return keras.Sequential(
        [
            keras.Input(shape=shape),
            layers.Conv2D(8, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(classes, activation="softmax"),
        ]
    )
