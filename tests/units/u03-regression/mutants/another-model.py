# title: linear_model() predicts, whatever model is handed over
# language: ru
# mark: 18
# fails: [u03-predict-rows]
# needs_person: false

# %% u03-predict
def predict_mpg(model, x_raw):
    return linear_model().predict(standardise(x_raw), verbose=0).ravel()
