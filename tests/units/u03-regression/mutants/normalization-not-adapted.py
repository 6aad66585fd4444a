# title: Normalization that has never seen a row
# language: ru
# mark: 20
# fails: [u03-scaling-model]
# needs_person: false

# %% u03-scaling
def with_scaling(model, x_raw):
    return keras.Sequential([keras.Input(shape=(x_raw.shape[1],)), layers.Normalization(), model])
