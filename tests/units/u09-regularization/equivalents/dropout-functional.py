# title: Functional
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    inputs = keras.Input(shape=(784,))
    hidden = layers.Dense(128, activation="relu")(inputs)
    hidden = layers.Dropout(rate)(hidden)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(hidden))
