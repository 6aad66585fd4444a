# title: Gaussian noise in place of dropout
# language: ru
# mark: 18
# fails: [u09-dropout-layer]
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            layers.GaussianNoise(rate),
            layers.Dense(10, activation="softmax"),
        ]
    )
