# title: Parity first in the list, then digit
# language: ru
# mark: 18
# fails: [u12-digits-reaches]
# needs_person: false

# %% u12-digits
def train_digits(x_train, y_train):
    inputs = keras.Input(shape=(x_train.shape[1],))
    shared = layers.Dense(64, activation="relu")(inputs)
    parity = layers.Dense(1, activation="sigmoid")(shared)
    digit = layers.Dense(10, activation="softmax")(shared)
    model = keras.Model(inputs, [parity, digit])
    model.compile(
        keras.optimizers.Adam(0.005), loss=["binary_crossentropy", "sparse_categorical_crossentropy"]
    )
    model.fit(x_train, [y_train % 2, y_train], epochs=20, verbose=0)
    return model
