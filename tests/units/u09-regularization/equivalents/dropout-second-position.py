# title: Two hidden layers, dropout behind the second
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dropout(rate),
            layers.Dense(10, activation="softmax"),
        ]
    )
