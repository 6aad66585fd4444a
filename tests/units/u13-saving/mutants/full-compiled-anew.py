# title: Compiled once more before saving, so that the optimizer is lost
# language: en
# mark: 18
# fails: [u13-full-optimizer]
# needs_person: false

# %% u13-full
def save_full(model, path):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.save(path + ".keras")
