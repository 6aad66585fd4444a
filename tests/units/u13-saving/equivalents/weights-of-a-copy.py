# title: The weights of a copy that is not compiled
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u13-weights
def save_weights(model, path):
    copy = keras.Sequential.from_config(model.get_config())
    copy.set_weights(model.get_weights())
    copy.save_weights(f"{path}.weights.h5")
