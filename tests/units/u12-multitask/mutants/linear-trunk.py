# title: No activation in the shared layer
# language: en
# mark: 18
# fails: [u12-model-trunk]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(64)(inputs)
    shared = layers.Dense(32)(shared)
    return keras.Model(
        inputs, {"mpg": layers.Dense(1)(shared), "origin": layers.Dense(3, activation="softmax")(shared)}
    )
