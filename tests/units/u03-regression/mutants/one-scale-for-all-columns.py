# title: One mean and one deviation for all columns together
# language: ru
# mark: 20
# fails: [u03-scaling-model]
# needs_person: false

# %% u03-scaling
def with_scaling(model, x_raw):
    scaling = layers.Normalization(axis=None)
    scaling.adapt(x_raw)
    return keras.Sequential([keras.Input(shape=(x_raw.shape[1],)), scaling, model])
