# title: The shape of the digits is written into the model
# language: ru
# mark: 17
# fails: [u02-cnn-output, u02-cnn-computes]
# needs_person: false

# %% u02-cnn
def cnn(shape, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(8, 8, 1)),
            layers.Conv2D(8, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dropout(0.25),
            layers.Dense(classes, activation="softmax"),
        ]
    )
