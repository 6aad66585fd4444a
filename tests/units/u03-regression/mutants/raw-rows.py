# title: predict on raw rows
# language: ru
# mark: 18
# fails: [u03-predict-rows]
# needs_person: false

# %% u03-predict
def predict_mpg(model, x_raw):
    return model.predict(x_raw, verbose=0)[:, 0]
