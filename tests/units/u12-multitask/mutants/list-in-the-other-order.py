# title: A list of outputs in the other order
# language: en
# mark: 18
# fails: [u12-model-outputs]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(64, activation="relu")(inputs)
    origin = layers.Dense(3, activation="softmax")(shared)
    mpg = layers.Dense(1)(shared)
    return keras.Model(inputs, [origin, mpg])
