# title: MAE and baseline by Keras's loss and metric
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u03-mae
def mean_absolute_error(y, p):
    return keras.losses.MeanAbsoluteError()(y, p)


# %% u03-baseline
def baseline_mae(y_train, y_test):
    metric = keras.metrics.MeanAbsoluteError()
    metric.update_state(y_test, np.full(y_test.shape, y_train.mean()))
    return float(metric.result())
