# title: Nine classes
# language: ru
# mark: 19
# fails: [u09-dropout-output]
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            layers.Dropout(rate),
            layers.Dense(9, activation="softmax"),
        ]
    )
