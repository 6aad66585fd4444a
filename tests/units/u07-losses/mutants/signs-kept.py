# title: What is too low is counted with its sign, below zero
# language: ru
# mark: 18
# fails: [u07-asymmetric-value]
# needs_person: false

# %% u07-asymmetric
@keras.saving.register_keras_serializable()
def asymmetric_loss(y_true, y_pred):
    too_high = y_pred - y_true
    return ops.mean(ops.where(too_high > 0, 3 * too_high, too_high))
