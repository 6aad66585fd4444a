# title: The arrays in NumPy's format
# language: en
# mark: 17
# fails: [u13-weights-file]
# needs_person: false

# %% u13-weights
def save_weights(model, path):
    with open(path + ".weights.h5", "wb") as file:
        np.savez(file, *model.get_weights())
