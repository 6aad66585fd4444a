# title: The tensors are turned into arrays by hand
# language: en
# mark: 18
# fails: [u07-mse-gradient]
# needs_person: false

# %% u07-mse
def custom_mse(y_true, y_pred):
    y_pred = y_pred.numpy()
    return ops.mean((y_true - y_pred) ** 2)
