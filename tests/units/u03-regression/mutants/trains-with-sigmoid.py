# title: A sigmoid at the output, and mpg as it is
# language: en
# mark: 17
# fails: [u03-train-reaches]
# needs_person: false

# %% u03-train
def train_regressor(x_train, y_train, x_val, y_val):
    model = keras.Sequential(
        [
            keras.Input(shape=(x_train.shape[1],)),
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.001), loss="mse")
    history = model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=20, verbose=0)
    return model, history
