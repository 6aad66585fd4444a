# title: L1 in place of L2
# language: ru
# mark: 17
# fails: [u09-l2-penalty]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=keras.regularizers.L1(strength)),
            layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.L1(strength)),
        ]
    )
