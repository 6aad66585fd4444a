# title: A regularizer of one's own that takes the root of the sum
# language: ru
# mark: 17
# fails: [u09-l2-penalty]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    def norm(weights):
        return strength * keras.ops.sqrt(keras.ops.sum(keras.ops.square(weights)))

    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=norm),
            layers.Dense(10, activation="softmax", kernel_regularizer=norm),
        ]
    )
