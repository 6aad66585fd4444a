# title: mlp in the functional way, with operations instead of activation layers
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u02-mlp
def mlp(features, classes):
    x = inputs = keras.Input(shape=(features,))
    x = keras.ops.relu(layers.Dense(32)(x))
    x = keras.ops.relu(layers.Dense(16)(x))
    return keras.Model(inputs, keras.ops.softmax(layers.Dense(classes)(x)))
