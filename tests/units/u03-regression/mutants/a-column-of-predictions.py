# title: predict's column is returned as it is
# language: ru
# mark: 18
# fails: [u03-predict-rows]
# needs_person: false

# %% u03-predict
def predict_mpg(model, x_raw):
    return model.predict(standardise(x_raw), verbose=0)
