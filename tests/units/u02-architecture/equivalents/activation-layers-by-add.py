# title: mlp by `.add`, each activation in a layer of its own
# language: ru
# mark: 20
# fails: []
# needs_person: false
# demo: true

# %% u02-mlp
def mlp(features, classes):
    model = keras.Sequential(name="perceptron")
    model.add(keras.Input((features,)))
    for units in (32, 16):
        model.add(layers.Dense(units))
        model.add(layers.Activation("relu"))
    model.add(layers.Dense(classes))
    model.add(layers.Softmax())
    return model
