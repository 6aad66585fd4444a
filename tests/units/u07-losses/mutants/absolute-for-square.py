# title: The absolute difference in place of the square
# language: ru
# mark: 17
# fails: [u07-mse-value, u07-mse-gradient]
# needs_person: false

# %% u07-mse
def custom_mse(y_true, y_pred):
    return ops.mean(ops.abs(y_true - y_pred))
