# title: relu on the output for mpg
# language: en
# mark: 18
# fails: [u12-model-outputs]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(64, activation="relu")(inputs)
    mpg = layers.Dense(1, activation="relu")(shared)
    origin = layers.Dense(3, activation="softmax")(shared)
    return keras.Model(inputs, {"mpg": mpg, "origin": origin})
