# title: A functional model, activations in layers of their own, loss and metric as classes
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u03-build
def build_regressor(n):
    inputs = keras.Input(shape=(n,), name="car")
    hidden = layers.Activation("tanh")(layers.Dense(24)(inputs))
    outputs = layers.Dense(1, activation="linear", name="mpg")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.005),
        loss=keras.losses.MeanSquaredError(),
        metrics=[keras.metrics.RootMeanSquaredError(), keras.metrics.MeanAbsoluteError()],
    )
    return model


# %% u03-train
def train_regressor(x_train, y_train, x_val, y_val):
    inputs = keras.Input(shape=(x_train.shape[1],))
    hidden = layers.Dense(64, activation="relu")(inputs)
    hidden = layers.Dense(64, activation="relu")(hidden)
    model = keras.Model(inputs, layers.Dense(1)(hidden))
    model.compile(optimizer=keras.optimizers.RMSprop(0.003), loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=60, verbose=0)
    return [model, history]
