# title: The labels of one output stay a column
# language: en
# mark: 18
# fails: [u04-predict-one]
# needs_person: false

# %% u04-predict
def predict_labels(model, x):
    outputs = model.predict(x, verbose=0)
    if outputs.shape[1] == 1:
        return (outputs > 0.5).astype(int)
    return np.argmax(outputs, axis=1)
