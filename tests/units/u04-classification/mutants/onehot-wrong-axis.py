# title: "A row for each class, a column for each label"
# language: ru
# mark: 18
# fails: [u04-onehot-rows, u04-onehot-columns]
# needs_person: false

# %% u04-onehot
def to_onehot(y, classes):
    return np.eye(classes)[:, y]
