# title: "A regularizer of one's own without the square: negative weights pay back"
# language: en
# mark: 17
# fails: [u09-l2-penalty]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(
                128, activation="relu", kernel_regularizer=lambda weights: strength * keras.ops.sum(weights)
            ),
            layers.Dense(
                10, activation="softmax", kernel_regularizer=lambda weights: strength * keras.ops.sum(weights)
            ),
        ]
    )
