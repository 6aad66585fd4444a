# title: Two networks side by side that share nothing but the input
# language: en
# mark: 18
# fails: [u12-model-trunk]
# needs_person: false
# demo: true

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    for_mpg = layers.Dense(32, activation="relu")(inputs)
    for_origin = layers.Dense(32, activation="relu")(inputs)
    mpg = layers.Dense(1)(for_mpg)
    origin = layers.Dense(3, activation="softmax")(for_origin)
    return keras.Model(inputs, {"mpg": mpg, "origin": origin})
