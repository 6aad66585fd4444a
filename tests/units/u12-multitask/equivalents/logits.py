# title: Logits and losses that know about them
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u12-train
def train_multi(x_train, targets_train, x_val, targets_val):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    shared = layers.Dense(64, activation="relu")(shared)
    model = keras.Model(
        inputs,
        {"mpg": layers.Dense(1)(shared), "origin": layers.Dense(3)(shared)},
    )
    model.compile(
        keras.optimizers.Adam(0.01),
        loss={"mpg": "mse", "origin": keras.losses.SparseCategoricalCrossentropy(from_logits=True)},
        loss_weights={"mpg": 0.05, "origin": 1.0},
    )
    history = model.fit(x_train, targets_train, validation_data=(x_val, targets_val), epochs=50, verbose=0)
    return model, history


# %% u12-digits
def train_digits(x_train, y_train):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    outputs = {"digit": layers.Dense(10)(shared), "parity": layers.Dense(1)(shared)}
    model = keras.Model(inputs, outputs)
    model.compile(
        keras.optimizers.Adam(0.005),
        loss={
            "digit": keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            "parity": keras.losses.BinaryCrossentropy(from_logits=True),
        },
    )
    model.fit(x_train, {"digit": y_train, "parity": y_train % 2}, epochs=20, verbose=0)
    return model
