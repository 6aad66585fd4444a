# title: Half of the extension is forgotten
# language: ru
# mark: 17
# fails: [u13-weights-file]
# needs_person: false

# %% u13-weights
def save_weights(model, path):
    model.save_weights(path + ".h5")
