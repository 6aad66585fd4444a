# title: Classes that do not occur are left out
# language: en
# mark: 19
# fails: [u04-confusion-size]
# needs_person: false

# %% u04-confusion
from sklearn.metrics import confusion_matrix


def confusion(y, p):
    return confusion_matrix(y, p)
