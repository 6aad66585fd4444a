# title: training=False written into the model
# language: ru
# mark: 18
# fails: [u09-dropout-training]
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    inputs = keras.Input(shape=(784,))
    hidden = layers.Dense(128, activation="relu")(inputs)
    hidden = layers.Dropout(rate)(hidden, training=False)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(hidden))
