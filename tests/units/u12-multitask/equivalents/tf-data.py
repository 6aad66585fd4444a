# title: Rows come by tf.data; the trunk is called twice, head by head
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u12-train
def train_multi(x_train, targets_train, x_val, targets_val):
    inputs = keras.Input(shape=(x_train.shape[1],))
    trunk = keras.Sequential([layers.Dense(64, "relu"), layers.Dense(64, "relu")])
    model = keras.Model(
        inputs,
        {
            "mpg": layers.Dense(1)(trunk(inputs)),
            "origin": layers.Dense(3, activation="softmax")(trunk(inputs)),
        },
    )
    model.compile(
        keras.optimizers.Adam(0.01),
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
    )
    import tensorflow as tf

    rows = tf.data.Dataset.from_tensor_slices((x_train, targets_train)).shuffle(400).batch(24)
    watched = tf.data.Dataset.from_tensor_slices((x_val, targets_val)).batch(64)
    history = model.fit(rows, validation_data=watched, epochs=50, verbose=0)
    return model, history
