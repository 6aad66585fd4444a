# title: The weights are read; the limit is written in the function
# language: en
# mark: 17
# fails: [u13-custom-model]
# needs_person: false

# %% u13-custom
def load_custom(path):
    model = threshold_model(0.5)
    model.load_weights(path)
    return model
