# title: The loss is right but not registered
# language: ru
# mark: 18
# fails: [u07-asymmetric-file]
# needs_person: false
# demo: true

# %% u07-asymmetric
def asymmetric_loss(y_true, y_pred):
    too_high = y_pred - y_true
    return ops.mean(ops.where(too_high > 0, 3 * too_high, -too_high))
