# title: Labels in a Python list, row by row
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u01-evaluate
def to_labels(probabilities):
    labels = []
    for row in probabilities:
        labels.append(int(np.argsort(row)[-1]))
    return labels


def test_accuracy(model, x, y):
    answers = to_labels(model.predict(x, verbose=0))
    return sum(int(a == b) for a, b in zip(answers, y)) / len(y)


def predict_wine(model, x_raw):
    return to_labels(model.predict(standardise(x_raw), verbose=0))
