# title: A probability is compared with 0
# language: ru
# mark: 18
# fails: [u04-predict-one]
# needs_person: false

# %% u04-predict
def predict_labels(model, x):
    outputs = model.predict(x, verbose=0)
    if outputs.shape[1] == 1:
        return (outputs[:, 0] > 0).astype(int)
    return outputs.argmax(axis=-1)
