# title: "validation_split on sorted rows: the last classes are never trained on"
# language: ru
# mark: 13
# fails: [u05-split-rows, u05-split-labels]
# needs_person: false

# %% u05-split
def fit_split(model, x, y):
    return model.fit(x, y, validation_split=0.2, shuffle=True, epochs=5, batch_size=32, verbose=0)
