# title: Images of 28 by 28 in place of rows
# language: en
# mark: 15
# fails: [u09-l2-output, u09-l2-penalty, u09-l2-biases]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    penalty = keras.regularizers.L2(strength)
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            layers.Flatten(),
            layers.Dense(128, activation="relu", kernel_regularizer=penalty),
            layers.Dense(10, activation="softmax", kernel_regularizer=penalty),
        ]
    )
