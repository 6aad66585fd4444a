# title: The sum in place of the mean
# language: ru
# mark: 17
# fails: [u07-mse-value, u07-mse-gradient]
# needs_person: false

# %% u07-mse
def custom_mse(y_true, y_pred):
    return ops.sum(ops.square(y_true - y_pred))
