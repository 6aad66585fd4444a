# title: train_test_split twice, stratified
# language: en
# mark: 16
# fails: []
# needs_person: false
# demo: true

# %% u01-split
from sklearn.model_selection import train_test_split


def split_data(x, y):
    x_rest, x_test, y_rest, y_test = train_test_split(x, y, test_size=0.2, stratify=y)
    x_train, x_val, y_train, y_val = train_test_split(x_rest, y_rest, test_size=0.25, stratify=y_rest)
    return (x_train, y_train), (x_val, y_val), (x_test, y_test)
