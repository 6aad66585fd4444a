# title: The region as one number, as if it were a quantity
# language: ru
# mark: 18
# fails: [u12-model-outputs]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(64, activation="relu")(inputs)
    return keras.Model(inputs, {"mpg": layers.Dense(1)(shared), "origin": layers.Dense(1)(shared)})
