# title: softmax over one unit
# language: ru
# mark: 15
# fails: [u03-train-history, u03-train-reaches]
# needs_person: false

# %% u03-train
def train_regressor(x_train, y_train, x_val, y_val):
    model = keras.Sequential(
        [
            keras.Input(shape=(x_train.shape[1],)),
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1, activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
    history = model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=50, verbose=0)
    return model, history
