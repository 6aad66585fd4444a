# title: train_multi calls the functions of exercises 2 and 3, for more epochs
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,), name="features")
    shared = layers.Dense(64, activation="relu", name="trunk_1")(inputs)
    shared = layers.Dense(64, activation="relu", name="trunk_2")(shared)
    return keras.Model(
        inputs,
        {
            "mpg": layers.Dense(1, name="mpg")(shared),
            "origin": layers.Dense(3, activation="softmax", name="origin")(shared),
        },
    )


# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer=keras.optimizers.Adam(0.005),
        loss={"mpg": "mean_squared_error", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
        metrics={"mpg": "mean_absolute_error", "origin": "acc"},
    )
    return model


# %% u12-train
def train_multi(x_train, targets_train, x_val, targets_val):
    model = compile_multi(shared_model(x_train.shape[1]))
    return model, model.fit(
        x_train, targets_train, epochs=80, validation_data=(x_val, targets_val), verbose=0
    )
