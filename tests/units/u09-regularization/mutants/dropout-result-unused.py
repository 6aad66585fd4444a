# title: The layer is called, and its result is not used
# language: ru
# mark: 16
# fails: [u09-dropout-layer, u09-dropout-training]
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    inputs = keras.Input(shape=(784,))
    hidden = layers.Dense(128, activation="relu")(inputs)
    layers.Dropout(rate)(hidden)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(hidden))
