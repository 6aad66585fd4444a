# title: A Normalization layer in front, adapted to the training set
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
def l2_model(strength):
    scaling = layers.Normalization()
    scaling.adapt(x_train)
    penalty = keras.regularizers.L2(strength)
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            scaling,
            layers.Dense(50, activation="relu", kernel_regularizer=penalty),
            layers.Dense(10, activation="softmax", kernel_regularizer=penalty),
        ]
    )
