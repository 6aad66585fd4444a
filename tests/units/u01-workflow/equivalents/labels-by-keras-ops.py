# title: "argmax of keras.ops: labels as a tensor; accuracy by evaluate"
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u01-evaluate
def to_labels(probabilities):
    return keras.ops.argmax(probabilities, axis=-1)


def test_accuracy(model, x, y):
    return model.evaluate(x, y, verbose=0, return_dict=True)["accuracy"]


def predict_wine(model, x_raw):
    return to_labels(model(standardise(x_raw)))
