# title: Activations called as operations in a functional model
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u04-binary
def binary_model(n):
    inputs = keras.Input(shape=(n,))
    hidden = layers.Dense(16, activation="relu")(inputs)
    outputs = keras.ops.sigmoid(layers.Dense(1)(hidden))
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% u04-multi
def multi_model(n, classes):
    inputs = keras.Input(shape=(n,))
    hidden = layers.Dense(64, activation="relu")(inputs)
    outputs = keras.activations.softmax(layers.Dense(classes)(hidden))
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
