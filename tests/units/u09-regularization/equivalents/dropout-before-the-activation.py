# title: Dropout before the relu that is a layer of its own, softmax likewise
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-dropout
def dropout_model(rate):
    model = keras.Sequential()
    model.add(keras.Input(shape=(784,)))
    model.add(layers.Dense(100))
    model.add(layers.Dropout(rate=rate))
    model.add(layers.ReLU())
    model.add(layers.Dense(10))
    model.add(layers.Softmax())
    return model
