# title: The model learns from validation rows alone, and is watched on the training rows
# language: en
# mark: 18
# fails: [u03-train-history]
# needs_person: false

# %% u03-train
def train_regressor(x_train, y_train, x_val, y_val):
    model = keras.Sequential(
        [
            keras.Input(shape=(x_train.shape[1],)),
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
    history = model.fit(x_val, y_val, validation_data=(x_train, y_train), epochs=50, verbose=0)
    return model, history
