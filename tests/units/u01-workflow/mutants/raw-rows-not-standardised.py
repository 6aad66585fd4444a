# title: The model is asked about rows in another scale than it was trained on
# language: ru
# mark: 14
# fails: [u01-evaluate-predict]
# needs_person: false

# %% u01-evaluate
def to_labels(probabilities):
    return np.argmax(probabilities, axis=1)


def test_accuracy(model, x, y):
    answers = to_labels(model.predict(x, verbose=0))
    return float(np.mean(answers == y))


def predict_wine(model, x_raw):
    return to_labels(model.predict(x_raw, verbose=0))
