# title: Sigmoid for softmax
# language: en
# mark: 17
# fails: [u09-dropout-output, u09-dropout-training]
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            layers.Dropout(rate),
            layers.Dense(10, activation="sigmoid"),
        ]
    )
