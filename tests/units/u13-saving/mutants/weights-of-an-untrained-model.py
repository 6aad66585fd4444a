# title: The weights of a new model
# language: en
# mark: 17
# fails: [u13-weights-file]
# needs_person: false

# %% u13-weights
def save_weights(model, path):
    ready_model().save_weights(path + ".weights.h5")
