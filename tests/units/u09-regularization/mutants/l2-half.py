# title: Half the strength, as in the formula with one half
# language: en
# mark: 17
# fails: [u09-l2-penalty]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=keras.regularizers.L2(strength / 2)),
            layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.L2(strength / 2)),
        ]
    )
