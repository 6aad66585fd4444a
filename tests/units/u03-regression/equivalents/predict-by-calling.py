# title: predict_mpg by calling the model, flattened
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u03-predict
def predict_mpg(model, x_raw):
    return np.asarray(model(standardise(x_raw))).flatten()
