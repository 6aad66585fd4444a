# title: MAE and baseline by scikit-learn
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u03-mae
from sklearn import metrics


def mean_absolute_error(y, p):
    return metrics.mean_absolute_error(y, p)


# %% u03-baseline
from sklearn.dummy import DummyRegressor
from sklearn import metrics


def baseline_mae(y_train, y_test):
    dummy = DummyRegressor().fit(np.zeros((len(y_train), 1)), y_train)
    return metrics.mean_absolute_error(y_test, dummy.predict(np.zeros((len(y_test), 1))))
