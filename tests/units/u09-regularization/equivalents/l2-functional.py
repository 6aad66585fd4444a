# title: Functional, with a bypass
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
def l2_model(strength):
    penalty = keras.regularizers.L2(strength)
    inputs = keras.Input(shape=(784,))
    first = layers.Dense(40, activation="relu", kernel_regularizer=penalty)(inputs)
    second = layers.Dense(40, activation="gelu", kernel_regularizer=penalty)(first)
    joined = layers.Add()([first, second])
    return keras.Model(inputs, layers.Dense(10, activation="softmax", kernel_regularizer=penalty)(joined))
