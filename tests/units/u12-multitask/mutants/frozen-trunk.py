# title: The shared layer is frozen
# language: ru
# mark: 18
# fails: [u12-model-trunk]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    trunk = layers.Dense(64, activation="relu")
    shared = trunk(inputs)
    trunk.trainable = False
    return keras.Model(
        inputs, {"mpg": layers.Dense(1)(shared), "origin": layers.Dense(3, activation="softmax")(shared)}
    )
