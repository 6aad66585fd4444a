# title: One prediction, of the picture itself
# language: ru
# mark: 16
# fails: [u08-shifted-mean]
# needs_person: false

# %% u08-shifted
def predict_shifted(model, x):
    return model.predict(x, verbose=0)
