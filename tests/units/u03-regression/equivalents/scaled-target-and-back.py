# title: The target is standardised for training, and a layer scales the output back
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u03-train
def train_regressor(x_train, y_train, x_val, y_val):
    mean, deviation = float(y_train.mean()), float(y_train.std())
    inner = keras.Sequential(
        [keras.Input(shape=(x_train.shape[1],)), layers.Dense(32, activation="relu"), layers.Dense(1)]
    )
    inner.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
    history = inner.fit(
        x_train,
        (y_train - mean) / deviation,
        validation_data=(x_val, (y_val - mean) / deviation),
        epochs=40,
        verbose=0,
    )
    model = keras.Sequential(
        [keras.Input(shape=(x_train.shape[1],)), inner, layers.Rescaling(deviation, mean)]
    )
    return model, history
