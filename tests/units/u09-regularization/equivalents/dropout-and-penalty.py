# title: An L2 penalty besides, a seed for dropout; compiled
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    model = keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer="l2"),
            layers.Dropout(rate, seed=7),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("sgd", "sparse_categorical_crossentropy")
    return model
