# title: Probabilities are rounded, which gives rows of zeros and ones instead of labels
# language: ru
# mark: 12
# fails: [u01-evaluate-accuracy, u01-evaluate-predict]
# needs_person: false

# %% u01-evaluate
def to_labels(probabilities):
    return np.round(probabilities).astype(int)


def test_accuracy(model, x, y):
    """Return the share of right answers of `model` on `x`, standardised, and the labels `y`."""
    answers = np.asarray(to_labels(model.predict(x, verbose=0)))
    return float(np.mean(answers == y))


def predict_wine(model, x_raw):
    """Return the labels that `model` gives to `x_raw`, shape (n, 13), as measured."""
    return to_labels(model.predict(standardise(x_raw), verbose=0))
