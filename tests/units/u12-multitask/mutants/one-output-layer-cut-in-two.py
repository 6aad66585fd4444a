# title: One output layer of four units, cut in two
# language: ru
# mark: 18
# fails: [u12-model-trunk]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(64, activation="relu")(inputs)
    four = layers.Dense(4)(shared)
    return keras.Model(inputs, {"mpg": four[:, :1], "origin": layers.Softmax()(four[:, 1:])})
