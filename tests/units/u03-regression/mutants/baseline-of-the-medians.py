# title: The median predicts in place of the mean
# language: en
# mark: 18
# fails: [u03-baseline-mean]
# needs_person: false

# %% u03-baseline
def baseline_mae(y_train, y_test):
    return float(np.mean(np.abs(y_test - np.median(y_train))))
