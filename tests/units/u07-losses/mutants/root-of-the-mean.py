# title: The root of the mean squared error
# language: en
# mark: 17
# fails: [u07-mse-value, u07-mse-gradient]
# needs_person: false

# %% u07-mse
def custom_mse(y_true, y_pred):
    return ops.sqrt(ops.mean(ops.square(y_true - y_pred)))
