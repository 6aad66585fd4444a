# title: Early stopping on the validation rows, smaller batches, penalties on weights
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u12-train
def train_multi(x_train, targets_train, x_val, targets_val):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu", kernel_regularizer="l2")(inputs)
    shared = layers.Dense(64, activation="relu")(shared)
    model = keras.Model(
        inputs,
        {"mpg": layers.Dense(1)(shared), "origin": layers.Dense(3, activation="softmax")(shared)},
    )
    model.compile(
        keras.optimizers.Adam(0.01),
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
    )
    stop = keras.callbacks.EarlyStopping(patience=15, start_from_epoch=25, restore_best_weights=True)
    history = model.fit(
        x_train,
        targets_train,
        validation_data=(x_val, targets_val),
        epochs=100,
        batch_size=16,
        callbacks=[stop],
        verbose=0,
    )
    return model, history
