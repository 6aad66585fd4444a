# title: "sigmoid in place of softmax: three probabilities that don't add up to 1"
# language: ru
# mark: 18
# fails: [u12-model-outputs]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(64, activation="relu")(inputs)
    mpg = layers.Dense(1)(shared)
    origin = layers.Dense(3, activation="sigmoid")(shared)
    return keras.Model(inputs, {"mpg": mpg, "origin": origin})
