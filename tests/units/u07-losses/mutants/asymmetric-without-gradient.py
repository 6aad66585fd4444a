# title: "The gradient is stopped: the value is right, nothing is learned"
# language: en
# mark: 18
# fails: [u07-asymmetric-value]
# needs_person: false

# %% u07-asymmetric
@keras.saving.register_keras_serializable()
def asymmetric_loss(y_true, y_pred):
    too_high = ops.stop_gradient(y_pred - y_true)
    return ops.mean(ops.maximum(3 * too_high, -too_high))
