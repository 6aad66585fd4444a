# title: An L2 penalty in place of dropout
# language: ru
# mark: 16
# fails: [u09-dropout-layer, u09-dropout-training]
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=keras.regularizers.L2(rate)),
            layers.Dense(10, activation="softmax"),
        ]
    )
