# title: Dropout behind the hidden layer, and after softmax too
# language: ru
# mark: 16
# fails: [u09-dropout-layer, u09-dropout-training]
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            layers.Dropout(rate),
            layers.Dense(10, activation="softmax"),
            layers.Dropout(rate),
        ]
    )
