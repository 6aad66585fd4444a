# title: argmax over a single column is always 0
# language: en
# mark: 18
# fails: [u04-predict-one]
# needs_person: false

# %% u04-predict
def predict_labels(model, x):
    return model.predict(x, verbose=0).argmax(axis=1)
