# title: A Python if on a tensor, and no registration
# language: ru
# mark: 16
# fails: [u07-asymmetric-value, u07-asymmetric-file]
# needs_person: false

# %% u07-asymmetric
def asymmetric_loss(y_true, y_pred):
    if y_pred > y_true:
        return ops.mean(3 * (y_pred - y_true))
    return ops.mean(y_true - y_pred)
