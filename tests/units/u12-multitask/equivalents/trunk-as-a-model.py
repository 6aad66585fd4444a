# title: The trunk is a Sequential model of its own
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u12-model
def shared_model(n):
    trunk = keras.Sequential([keras.Input(shape=(n,)), layers.Dense(32, activation="relu")], name="trunk")
    inputs = keras.Input(shape=(n,))
    shared = trunk(inputs)
    return keras.Model(
        inputs, {"origin": layers.Dense(3, activation="softmax")(shared), "mpg": layers.Dense(1)(shared)}
    )


# %% u12-digits
def train_digits(x_train, y_train):
    trunk = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(32, activation="relu")])
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = trunk(inputs)
    model = keras.Model(
        inputs,
        {"digit": layers.Dense(10, "softmax")(shared), "parity": layers.Dense(1, "sigmoid")(shared)},
    )
    model.compile(
        keras.optimizers.Adam(0.003),
        loss={"digit": "sparse_categorical_crossentropy", "parity": "binary_crossentropy"},
        metrics={"digit": "accuracy", "parity": "accuracy"},
    )
    model.fit(x_train, {"digit": y_train, "parity": (y_train % 2).astype("float32")}, epochs=20, verbose=0)
    return model
