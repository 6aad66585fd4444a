# title: Squares of the differences
# language: en
# mark: 18
# fails: [u07-asymmetric-value]
# needs_person: false

# %% u07-asymmetric
@keras.saving.register_keras_serializable()
def asymmetric_loss(y_true, y_pred):
    error = y_pred - y_true
    return ops.mean(ops.where(error > 0, 3.0, 1.0) * ops.square(error))
