# title: input_shape within the first layer, as in older code; compiled, with dropout
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u02-mlp
def mlp(features, classes):
    model = keras.models.Sequential()
    model.add(layers.Dense(32, activation=keras.activations.relu, input_shape=(features,)))
    model.add(layers.Dropout(0.1))
    model.add(layers.Dense(16, activation="relu", kernel_initializer="he_normal"))
    model.add(layers.Dense(classes, activation=keras.activations.softmax))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model
