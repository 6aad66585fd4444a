# title: The prediction is returned, not its error
# language: ru
# mark: 18
# fails: [u03-baseline-mean]
# needs_person: false

# %% u03-baseline
def baseline_mae(y_train, y_test):
    return float(y_train.mean())
