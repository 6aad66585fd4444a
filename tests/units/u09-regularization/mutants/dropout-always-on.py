# title: training=True written into the model
# language: en
# mark: 19
# fails: [u09-dropout-inference]
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    inputs = keras.Input(shape=(784,))
    hidden = layers.Dense(128, activation="relu")(inputs)
    hidden = layers.Dropout(rate)(hidden, training=True)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(hidden))
