# title: Layers without biases
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(
                128, activation="relu", kernel_regularizer=keras.regularizers.L2(strength), use_bias=False
            ),
            layers.Dense(
                10, activation="softmax", kernel_regularizer=keras.regularizers.L2(strength), use_bias=False
            ),
        ]
    )
