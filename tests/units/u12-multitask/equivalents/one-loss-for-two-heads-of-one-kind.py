# title: One loss string for both heads of digits; the parity has two units
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u12-digits
def train_digits(x_train, y_train):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    outputs = {
        "digit": layers.Dense(10, activation="softmax")(shared),
        "parity": layers.Dense(2, activation="softmax")(shared),
    }
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(0.005), loss="sparse_categorical_crossentropy")
    model.fit(x_train, {"digit": y_train, "parity": y_train % 2}, epochs=20, verbose=0)
    return model
