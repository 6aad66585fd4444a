# title: "Loops, rounding, and scikit-learn with all classes named"
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u04-onehot
def to_onehot(y, classes):
    result = []
    for label in y:
        row = [0] * classes
        row[label] = 1
        result.append(row)
    return result


# %% u04-predict
def predict_labels(model, x):
    outputs = model.predict(x, verbose=0)
    if outputs.shape[1] == 1:
        return outputs.round().astype(int).flatten()
    return [list(row).index(max(row)) for row in outputs]


# %% u04-confusion
from sklearn.metrics import confusion_matrix


def confusion(y, p):
    return confusion_matrix(y, p, labels=range(max([*y, *p]) + 1))
