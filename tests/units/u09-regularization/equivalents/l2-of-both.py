# title: L1L2 with the first strength 0
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(
                128, activation="relu", kernel_regularizer=keras.regularizers.L1L2(l1=0.0, l2=strength)
            ),
            layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.L1L2(l2=strength)),
        ]
    )
