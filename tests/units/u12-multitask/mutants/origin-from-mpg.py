# title: The region is computed from the predicted mpg alone
# language: en
# mark: 18
# fails: [u12-model-trunk]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(64, activation="relu")(inputs)
    mpg = layers.Dense(1, name="mpg")(shared)
    origin = layers.Dense(3, activation="softmax", name="origin")(mpg)
    return keras.Model(inputs, {"mpg": mpg, "origin": origin})
