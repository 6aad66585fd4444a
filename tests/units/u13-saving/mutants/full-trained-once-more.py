# title: Trained for one more epoch before it is saved
# language: en
# mark: 16
# fails: [u13-full-file, u13-full-optimizer]
# needs_person: false

# %% u13-full
def save_full(model, path):
    model.fit(x_train, y_train, verbose=0)
    model.save(path + ".keras")
