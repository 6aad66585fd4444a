# title: "The square is missing: errors of both signs cancel out"
# language: en
# mark: 17
# fails: [u07-mse-value, u07-mse-gradient]
# needs_person: false
# demo: true

# %% u07-mse
def custom_mse(y_true, y_pred):
    return ops.mean(y_true - y_pred)
