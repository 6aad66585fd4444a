# title: Losses and metrics as objects and functions, other names, other optimizers
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer=keras.optimizers.SGD(0.001),
        loss={"origin": keras.losses.SparseCategoricalCrossentropy(), "mpg": keras.losses.MeanSquaredError()},
        loss_weights={"origin": 1, "mpg": 0.05},
        metrics={
            "mpg": [keras.metrics.RootMeanSquaredError(), keras.metrics.MeanAbsoluteError(name="miles")],
            "origin": [keras.metrics.SparseCategoricalAccuracy(name="share")],
        },
    )
    return model


# %% u12-train
def train_multi(x_train, targets_train, x_val, targets_val):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    shared = layers.Dense(64, activation="relu")(shared)
    model = keras.Model(
        inputs,
        {"mpg": layers.Dense(1)(shared), "origin": layers.Dense(3, activation="softmax")(shared)},
    )
    model.compile(
        keras.optimizers.Nadam(0.005),
        loss={
            "mpg": keras.losses.Huber(delta=5.0),
            "origin": keras.losses.SparseCategoricalCrossentropy(),
        },
        loss_weights={"mpg": 0.2, "origin": 1.0},
    )
    history = model.fit(x_train, targets_train, validation_data=(x_val, targets_val), epochs=50, verbose=0)
    return model, history
