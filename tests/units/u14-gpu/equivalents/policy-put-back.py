# title: Sets the policy for all layers and puts the old one back
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-mixed
def mixed_precision_model(features, classes):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_float16")
    try:
        inputs = keras.Input(shape=(features,))
        hidden = layers.Dense(64, activation="relu")(inputs)
        logits = layers.Dense(classes)(hidden)
        return keras.Model(inputs, layers.Softmax(dtype="float32")(logits))
    finally:
        keras.config.set_dtype_policy(before)
