# title: The rows of the notebook are trained on, whatever rows are handed over
# language: ru
# mark: 13
# fails: [u05-split-rows, u05-split-labels]
# needs_person: false

# %% u05-split
def fit_split(model, x, y):
    return model.fit(x_train, y_train, validation_split=0.2, epochs=5, batch_size=32, verbose=0)
