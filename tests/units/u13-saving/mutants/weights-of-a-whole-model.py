# title: The whole model, under the extension of weights
# language: ru
# mark: 17
# fails: [u13-weights-file]
# needs_person: false

# %% u13-weights
def save_weights(model, path):
    model.save(path + ".weights.h5")
