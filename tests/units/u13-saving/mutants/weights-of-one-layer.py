# title: The weights of the last layer alone
# language: en
# mark: 17
# fails: [u13-weights-file]
# needs_person: false

# %% u13-weights
def save_weights(model, path):
    last = keras.Sequential([keras.Input(shape=model.layers[-1].input.shape[1:]), model.layers[-1]])
    last.save_weights(path + ".weights.h5")
