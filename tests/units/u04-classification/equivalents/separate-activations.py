# title: Activations in layers of their own
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u04-binary
def binary_model(n):
    model = keras.Sequential()
    model.add(keras.Input(shape=(n,)))
    model.add(layers.Dense(32))
    model.add(layers.ReLU())
    model.add(layers.Dense(1))
    model.add(layers.Activation("sigmoid"))
    model.compile(optimizer="rmsprop", loss=keras.losses.BinaryCrossentropy(), metrics=["acc"])
    return model


# %% u04-multi
def multi_model(n, classes):
    model = keras.Sequential([keras.Input((n,)), layers.Dense(64), layers.ReLU()])
    model.add(layers.Dense(classes))
    model.add(layers.Softmax())
    model.compile("rmsprop", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    return model
