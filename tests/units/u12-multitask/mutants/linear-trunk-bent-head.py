# title: The shared layer is linear; each head has a hidden layer of its own
# language: ru
# mark: 18
# fails: [u12-model-trunk]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(64)(inputs)
    mpg = layers.Dense(1)(layers.Dense(16, activation="relu")(shared))
    origin = layers.Dense(3, activation="softmax")(layers.Dense(16, activation="relu")(shared))
    return keras.Model(inputs, {"mpg": mpg, "origin": origin})
