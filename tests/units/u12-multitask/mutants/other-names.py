# title: Outputs under other names
# language: ru
# mark: 16
# fails: [u12-model-outputs, u12-model-trunk]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(64, activation="relu")(inputs)
    y = layers.Dense(1)(shared)
    region = layers.Dense(3, activation="softmax")(shared)
    return keras.Model(inputs, {"miles": y, "region": region})
