# title: A Normalization layer that is told mean and variance
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-load
def load_base():
    model = keras.Sequential()
    model.add(keras.Input((64, 64, 3)))
    model.add(layers.Normalization(mean=127.0, variance=128.0**2))
    model.add(lite_base())
    return model
