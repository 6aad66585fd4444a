# title: L1 and L2 together
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
                128, activation="relu", kernel_regularizer=keras.regularizers.L1L2(strength, strength)
            ),
            layers.Dense(
                10, activation="softmax", kernel_regularizer=keras.regularizers.L1L2(strength, strength)
            ),
        ]
    )
