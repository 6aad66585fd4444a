# title: The mean of the answers that are to be predicted
# language: ru
# mark: 18
# fails: [u03-baseline-mean]
# needs_person: false
# demo: true

# %% u03-baseline
def baseline_mae(y_train, y_test):
    return float(np.mean(np.abs(y_test - y_test.mean())))
