# title: l2 in small letters, imported as in older code
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
from tensorflow.keras.regularizers import l2


def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=l2(strength)),
            layers.Dense(10, activation="softmax", kernel_regularizer=l2(strength)),
        ]
    )
