# title: The error is counted on the training rows
# language: en
# mark: 18
# fails: [u03-baseline-mean]
# needs_person: false

# %% u03-baseline
def baseline_mae(y_train, y_test):
    return float(np.mean(np.abs(y_train - y_train.mean())))
