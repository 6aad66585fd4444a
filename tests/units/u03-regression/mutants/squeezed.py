# title: np.squeeze takes the rows away too, when there is but one
# language: en
# mark: 18
# fails: [u03-predict-rows]
# needs_person: false

# %% u03-predict
def predict_mpg(model, x_raw):
    return np.squeeze(model.predict(standardise(x_raw), verbose=0))
