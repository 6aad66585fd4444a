# title: The differences are rounded, which has no gradient
# language: en
# mark: 17
# fails: [u07-mse-value, u07-mse-gradient]
# needs_person: false

# %% u07-mse
def custom_mse(y_true, y_pred):
    return ops.mean(ops.square(ops.round(y_true - y_pred)))
