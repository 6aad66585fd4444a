# title: No hidden nonlinearity
# language: ru
# mark: 17
# fails: [u12-train-reaches]
# needs_person: false

# %% u12-train
def train_multi(x_train, targets_train, x_val, targets_val):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64)(inputs)
    model = keras.Model(
        inputs,
        {"mpg": layers.Dense(1)(shared), "origin": layers.Dense(3, activation="softmax")(shared)},
    )
    model.compile(
        keras.optimizers.Adam(0.01),
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
    )
    history = model.fit(x_train, targets_train, validation_data=(x_val, targets_val), epochs=50, verbose=0)
    return model, history
