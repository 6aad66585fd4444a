# title: The labels of origin are learned as mpg and the other way round
# language: ru
# mark: 17
# fails: [u12-train-reaches]
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
        loss={"mpg": "mse", "origin": "mse"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
    )
    history = model.fit(
        x_train,
        {"mpg": targets_train["origin"], "origin": np.repeat(targets_train["mpg"][:, None], 3, axis=1)},
        validation_data=(
            x_val,
            {"mpg": targets_val["origin"], "origin": np.repeat(targets_val["mpg"][:, None], 3, axis=1)},
        ),
        epochs=50,
        verbose=0,
    )
    return model, history
