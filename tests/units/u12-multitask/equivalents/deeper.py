# title: A deeper trunk, hidden layers of each head, dropout and batch normalization
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    shared = layers.Dense(32)(inputs)
    shared = layers.BatchNormalization()(shared)
    shared = layers.ReLU()(shared)
    shared = layers.Dropout(0.1)(layers.Dense(32, activation="gelu")(shared))
    mpg = layers.Dense(1, name="mpg")(layers.Dense(8, activation="relu")(shared))
    origin = layers.Activation("softmax", name="origin")(layers.Dense(3)(layers.Dense(8, "relu")(shared)))
    return keras.Model(inputs, {"mpg": mpg, "origin": origin})


# %% u12-train
def train_multi(x_train, targets_train, x_val, targets_val):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    for _ in range(2):
        shared = layers.Dense(48, activation="relu")(shared)
    model = keras.Model(
        inputs,
        {
            "mpg": layers.Dense(1)(layers.Dense(16, activation="relu")(shared)),
            "origin": layers.Dense(3, activation="softmax")(layers.Dense(16, activation="relu")(shared)),
        },
    )
    model.compile(
        keras.optimizers.Adam(0.01),
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
    )
    history = model.fit(x_train, targets_train, validation_data=(x_val, targets_val), epochs=50, verbose=0)
    return model, history
