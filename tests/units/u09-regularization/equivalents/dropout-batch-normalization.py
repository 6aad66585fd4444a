# title: Batch normalization before dropout
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            layers.BatchNormalization(),
            layers.Dropout(rate),
            layers.Dense(10, activation="softmax"),
        ]
    )
