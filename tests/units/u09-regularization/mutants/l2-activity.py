# title: The outputs of the layers are penalised, not their weights
# language: ru
# mark: 16
# fails: [u09-l2-penalty, u09-l2-biases]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", activity_regularizer=keras.regularizers.L2(strength)),
            layers.Dense(10, activation="softmax", activity_regularizer=keras.regularizers.L2(strength)),
        ]
    )
