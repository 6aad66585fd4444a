# title: The classes are counted from 1
# language: ru
# mark: 18
# fails: [u04-onehot-rows, u04-onehot-columns]
# needs_person: false

# %% u04-onehot
def to_onehot(y, classes):
    return np.eye(classes)[y - 1]
