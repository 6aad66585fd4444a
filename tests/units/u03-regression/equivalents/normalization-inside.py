# title: A Normalization layer inside the trained model, datasets in place of arrays
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u03-train
import tensorflow as tf


def train_regressor(x_train, y_train, x_val, y_val):
    scaling = layers.Normalization()
    scaling.adapt(x_train)
    model = keras.Sequential(
        [
            keras.Input(shape=(x_train.shape[1],)),
            scaling,
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
    rows = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(1000).batch(32)
    history = model.fit(
        rows,
        validation_data=tf.data.Dataset.from_tensor_slices((x_val, y_val)).batch(64),
        epochs=50,
        verbose=0,
    )
    return model, history
