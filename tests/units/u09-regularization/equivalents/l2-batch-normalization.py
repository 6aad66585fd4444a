# title: Batch normalization between the layers
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=keras.regularizers.L2(strength)),
            layers.BatchNormalization(),
            layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.L2(strength)),
        ]
    )
