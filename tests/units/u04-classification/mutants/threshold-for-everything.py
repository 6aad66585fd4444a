# title: Every output is compared with 0.5
# language: ru
# mark: 19
# fails: [u04-predict-several]
# needs_person: false

# %% u04-predict
def predict_labels(model, x):
    return (model.predict(x, verbose=0)[:, 0] > 0.5).astype(int)
