# title: train_test_split with equal shares of each class
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u05-split
from sklearn.model_selection import train_test_split


def fit_split(model, x, y):
    x_a, x_b, y_a, y_b = train_test_split(x, y, test_size=0.2, stratify=y, random_state=7)
    return model.fit(x_a, y_a, validation_data=(x_b, y_b), epochs=5, verbose=0)
