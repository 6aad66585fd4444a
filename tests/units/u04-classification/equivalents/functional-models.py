# title: "Functional models, more layers, dropout"
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u04-binary
def binary_model(n):
    inputs = keras.Input(shape=(n,), name="patient")
    x = layers.Dense(24, activation="tanh")(inputs)
    outputs = layers.Dense(1, activation="sigmoid")(x)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(0.005), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% u04-multi
def multi_model(n, classes):
    inputs = keras.Input(shape=(n,))
    x = layers.Dense(128, activation="relu")(inputs)
    x = layers.Dropout(0.2)(x)
    x = layers.Dense(64, activation="elu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    model = keras.Model(inputs, outputs)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["sparse_categorical_accuracy"])
    return model
