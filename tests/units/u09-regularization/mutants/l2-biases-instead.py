# title: Biases are penalised, kernels are not
# language: en
# mark: 16
# fails: [u09-l2-penalty, u09-l2-biases]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", bias_regularizer=keras.regularizers.L2(strength)),
            layers.Dense(10, activation="softmax", bias_regularizer=keras.regularizers.L2(strength)),
        ]
    )
