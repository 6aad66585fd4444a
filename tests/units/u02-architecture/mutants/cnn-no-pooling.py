# title: Pooling is missing
# language: en
# mark: 18
# fails: [u02-cnn-computes]
# needs_person: false

# %% u02-cnn
def cnn(shape, classes):
    return keras.Sequential(
        [
            keras.Input(shape=shape),
            layers.Conv2D(8, 3, activation="relu"),
            layers.Flatten(),
            layers.Dropout(0.25),
            layers.Dense(classes, activation="softmax"),
        ]
    )
