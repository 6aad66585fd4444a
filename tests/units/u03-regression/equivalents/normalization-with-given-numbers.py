# title: The bonus by Normalization with mean and variance given
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u03-scaling
def with_scaling(model, x_raw):
    scaling = layers.Normalization(mean=x_raw.mean(axis=0), variance=x_raw.var(axis=0))
    return keras.Sequential([keras.Input(shape=x_raw.shape[1:]), scaling, *model.layers])
