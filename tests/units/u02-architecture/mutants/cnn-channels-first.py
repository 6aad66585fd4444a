# title: "The shape is turned round: channels first"
# language: en
# mark: 17
# fails: [u02-cnn-output, u02-cnn-computes]
# needs_person: false

# %% u02-cnn
def cnn(shape, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(shape[2], shape[0], shape[1])),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dropout(0.25),
            layers.Dense(classes, activation="softmax"),
        ]
    )
