# title: A regularizer of one's own with the mean for the sum
# language: en
# mark: 17
# fails: [u09-l2-penalty]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    def mean_square(weights):
        return strength * keras.ops.mean(keras.ops.square(weights))

    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=mean_square),
            layers.Dense(10, activation="softmax", kernel_regularizer=mean_square),
        ]
    )
