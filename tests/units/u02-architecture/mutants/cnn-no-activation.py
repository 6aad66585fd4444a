# title: No activation after the convolution
# language: ru
# mark: 18
# fails: [u02-cnn-computes]
# needs_person: false

# %% u02-cnn
def cnn(shape, classes):
    return keras.Sequential(
        [
            keras.Input(shape=shape),
            layers.Conv2D(8, 3),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dropout(0.25),
            layers.Dense(classes, activation="softmax"),
        ]
    )
