# title: Dropout on the pixels only
# language: en
# mark: 18
# fails: [u09-dropout-layer]
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dropout(rate),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
