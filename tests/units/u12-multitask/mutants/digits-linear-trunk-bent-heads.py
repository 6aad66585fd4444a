# title: "A linear shared layer under hidden layers of the heads' own"
# language: en
# mark: 18
# fails: [u12-digits-reaches]
# needs_person: false

# %% u12-digits
def train_digits(x_train, y_train):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64)(inputs)
    outputs = {
        "digit": layers.Dense(10, activation="softmax")(layers.Dense(32, activation="relu")(shared)),
        "parity": layers.Dense(1, activation="sigmoid")(layers.Dense(32, activation="relu")(shared)),
    }
    model = keras.Model(inputs, outputs)
    model.compile(
        keras.optimizers.Adam(0.005),
        loss={"digit": "sparse_categorical_crossentropy", "parity": "binary_crossentropy"},
    )
    model.fit(x_train, {"digit": y_train, "parity": y_train % 2}, epochs=20, verbose=0)
    return model
