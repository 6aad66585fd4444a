# title: A model for six features, whatever n is
# language: ru
# mark: 16
# fails: [u12-model-outputs, u12-model-trunk]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(6,))
    shared = layers.Dense(64, activation="relu")(inputs)
    mpg = layers.Dense(1)(shared)
    origin = layers.Dense(3, activation="softmax")(shared)
    return keras.Model(inputs, {"mpg": mpg, "origin": origin})
