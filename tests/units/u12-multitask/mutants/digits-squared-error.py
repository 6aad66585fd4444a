# title: The digit as a quantity, with the squared error
# language: en
# mark: 18
# fails: [u12-digits-reaches]
# needs_person: false

# %% u12-digits
def train_digits(x_train, y_train):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    outputs = {"digit": layers.Dense(1)(shared), "parity": layers.Dense(1)(shared)}
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(0.005), loss={"digit": "mse", "parity": "mse"})
    model.fit(x_train, {"digit": y_train, "parity": y_train % 2}, epochs=20, verbose=0)
    return model
