# title: prepare by scikit-learn's OneHotEncoder, its categories named
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u03-prepare
from sklearn.preprocessing import OneHotEncoder


def prepare(frame):
    encoder = OneHotEncoder(categories=[[1, 2, 3]], sparse_output=False)
    regions = encoder.fit_transform(frame["origin"].reshape(-1, 1))
    return np.column_stack([*(frame[name] for name in MEASUREMENTS), regions]), frame["mpg"]
