# title: mpg is learned to scale, and a last layer brings it back; equal weights
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u12-train
def train_multi(x_train, targets_train, x_val, targets_val):
    middle, width = float(np.mean(targets_train["mpg"])), float(np.std(targets_train["mpg"]))
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    shared = layers.Dense(64, activation="relu")(shared)
    mpg = layers.Rescaling(width, offset=middle, name="mpg")(layers.Dense(1)(shared))
    origin = layers.Dense(3, activation="softmax", name="origin")(shared)
    model = keras.Model(inputs, [mpg, origin])
    model.compile(
        keras.optimizers.Adam(0.005),
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 1 / width**2, "origin": 1.0},
        metrics={"mpg": "mae", "origin": "accuracy"},
    )
    history = model.fit(x_train, targets_train, epochs=40, validation_data=(x_val, targets_val), verbose=0)
    return model, history


# %% u12-targets
def make_targets(frame):
    numbers = [frame[name] for name in MEASUREMENTS]
    return np.array(numbers).T, {"origin": np.asarray(frame["origin"], "int64") - 1, "mpg": 1 * frame["mpg"]}
