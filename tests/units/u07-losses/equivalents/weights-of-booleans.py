# title: A factor made of booleans; the decorator of keras.utils
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u07-asymmetric
@keras.utils.register_keras_serializable(package="u07")
def asymmetric_loss(y_true, y_pred):
    factor = 1 + 2 * ops.cast(ops.greater(y_pred, y_true), y_pred.dtype)
    return ops.mean(factor * ops.abs(y_pred - y_true))
