# title: The rows are standardised by their own mean and deviation
# language: en
# mark: 18
# fails: [u03-predict-rows]
# needs_person: false

# %% u03-predict
def predict_mpg(model, x_raw):
    scaled = StandardScaler().fit_transform(x_raw)
    return model.predict(scaled, verbose=0)[:, 0]
