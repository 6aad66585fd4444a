# title: The function of keras.saving
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-weights
def save_weights(model, path):
    keras.saving.save_weights(model, path + ".weights.h5")
