# title: train_regressor calls build_regressor, at Adam's own rate, for more epochs
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u03-build
def build_regressor(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mse", metrics=["mae"])
    return model


# %% u03-train
def train_regressor(x_train, y_train, x_val, y_val):
    model = build_regressor(x_train.shape[1])
    return model, model.fit(
        x_train, y_train, epochs=100, batch_size=16, validation_data=(x_val, y_val), verbose=0
    )
