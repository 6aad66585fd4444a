# title: The bonus by Rescaling
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u03-scaling
def with_scaling(model, x_raw):
    mean, deviation = x_raw.mean(axis=0), x_raw.std(axis=0)
    inputs = keras.Input(shape=(x_raw.shape[1],))
    return keras.Model(inputs, model(layers.Rescaling(scale=1 / deviation, offset=-mean / deviation)(inputs)))
