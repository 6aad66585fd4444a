# title: Outputs, losses, weights, metrics and targets as lists
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(16, activation="tanh")(inputs)
    return keras.Model(inputs, [layers.Dense(1)(shared), layers.Dense(3, activation="softmax")(shared)])


# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="rmsprop",
        loss=["mse", "sparse_categorical_crossentropy"],
        loss_weights=[0.05, 1.0],
        metrics=[["mae"], ["accuracy"]],
    )


# %% u12-train
def train_multi(x_train, targets_train, x_val, targets_val):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    shared = layers.Dense(64, activation="relu")(shared)
    model = keras.Model(
        inputs,
        [layers.Dense(1)(shared), layers.Dense(3, activation="softmax")(shared)],
    )
    model.compile(
        keras.optimizers.Adam(0.01), loss=["mse", "sparse_categorical_crossentropy"], loss_weights=[0.05, 1.0]
    )
    history = model.fit(
        x_train,
        [targets_train["mpg"], targets_train["origin"]],
        validation_data=(x_val, [targets_val["mpg"], targets_val["origin"]]),
        epochs=50,
        verbose=0,
    )
    return model, history


# %% u12-digits
def train_digits(x_train, y_train):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    digit = layers.Dense(10, activation="softmax")(shared)
    parity = layers.Dense(1, activation="sigmoid")(shared)
    model = keras.Model(inputs, [digit, parity])
    model.compile(
        keras.optimizers.Adam(0.005), loss=["sparse_categorical_crossentropy", "binary_crossentropy"]
    )
    model.fit(x_train, [y_train, y_train % 2], epochs=20, verbose=0)
    return model
