# title: A regularizer as a function of one's own
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
def l2_model(strength):
    def penalty(weights):
        return strength * keras.ops.sum(weights**2)

    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=penalty),
            layers.Dense(10, activation="softmax", kernel_regularizer=penalty),
        ]
    )
