# title: The accuracy is measured on the training rows, whatever rows are handed over
# language: en
# mark: 14
# fails: [u01-evaluate-accuracy]
# needs_person: false

# %% u01-evaluate
def to_labels(probabilities):
    return probabilities.argmax(axis=1)


def test_accuracy(model, x, y):
    results = model.evaluate(x_train, y_train, verbose=0, return_dict=True)
    return results["accuracy"]


def predict_wine(model, x_raw):
    return to_labels(model.predict(standardise(x_raw), verbose=0))
