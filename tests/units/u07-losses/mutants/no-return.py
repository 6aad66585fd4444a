# title: The loss is computed and not returned
# language: ru
# mark: 17
# fails: [u07-mse-value, u07-mse-gradient]
# needs_person: false

# %% u07-mse
def custom_mse(y_true, y_pred):
    loss = ops.mean(ops.square(y_true - y_pred))
