# title: The scale of the notebook's training rows, whatever rows are handed over
# language: en
# mark: 20
# fails: [u03-scaling-model]
# needs_person: false

# %% u03-scaling
def with_scaling(model, x_raw):
    scaling = layers.Rescaling(1 / training_scaler.scale_, -training_scaler.mean_ / training_scaler.scale_)
    return keras.Sequential([keras.Input(shape=(x_raw.shape[1],)), scaling, model])
