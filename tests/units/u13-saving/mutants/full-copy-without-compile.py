# title: A copy with the same weights is saved, not compiled
# language: ru
# mark: 18
# fails: [u13-full-optimizer]
# needs_person: false

# %% u13-full
def save_full(model, path):
    copy = keras.Sequential.from_config(model.get_config())
    copy.set_weights(model.get_weights())
    copy.save(path + ".keras")
