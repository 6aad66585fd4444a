# title: "No Input: the weights are made by the first call"
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            layers.Dense(128, activation="relu", kernel_regularizer=keras.regularizers.L2(strength)),
            layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.L2(strength)),
        ]
    )
