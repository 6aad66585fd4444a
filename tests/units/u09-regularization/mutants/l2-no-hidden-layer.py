# title: No hidden layer
# language: ru
# mark: 19
# fails: [u09-l2-output]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.L2(strength)),
        ]
    )
