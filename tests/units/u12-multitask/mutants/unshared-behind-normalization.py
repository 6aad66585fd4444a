# title: Two networks that share nothing but a normalization of the input
# language: ru
# mark: 18
# fails: [u12-model-trunk]
# needs_person: false

# %% u12-model
def shared_model(n):
    inputs = keras.Input(shape=(n,))
    scaled = layers.BatchNormalization()(inputs)
    mpg = layers.Dense(1)(layers.Dense(32, activation="relu")(scaled))
    origin = layers.Dense(3, activation="softmax")(layers.Dense(32, activation="relu")(scaled))
    return keras.Model(inputs, {"mpg": mpg, "origin": origin})
