# title: The weights alone are saved, under their own extension
# language: ru
# mark: 16
# fails: [u13-full-file, u13-full-optimizer]
# needs_person: false
# demo: true

# %% u13-full
def save_full(model, path):
    model.save_weights(path + ".weights.h5")
