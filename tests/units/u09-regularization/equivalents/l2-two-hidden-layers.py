# title: Two hidden layers, tanh and an activation layer; compiled; dropout too
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
def l2_model(strength):
    model = keras.Sequential([keras.Input(shape=(784,))])
    for units in (64, 32):
        model.add(layers.Dense(units, activation="tanh", kernel_regularizer=keras.regularizers.L2(strength)))
        model.add(layers.Dropout(0.2))
    model.add(layers.Dense(10, kernel_regularizer=keras.regularizers.L2(strength)))
    model.add(layers.Activation("softmax"))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
