# title: One model for every rate
# language: en
# mark: 18
# fails: [u09-dropout-layer]
# needs_person: false

# %% u09-dropout
shared_dropout = layers.Dropout(0.3)


def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            shared_dropout,
            layers.Dense(10, activation="softmax"),
        ]
    )
