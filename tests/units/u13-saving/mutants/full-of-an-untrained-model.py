# title: A new, untrained model is saved
# language: en
# mark: 16
# fails: [u13-full-file, u13-full-optimizer]
# needs_person: false

# %% u13-full
def save_full(model, path):
    model = ready_model()
    model.save(path + ".keras")
