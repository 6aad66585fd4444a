# title: Losses one a row, which Keras averages
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u07-mse
def custom_mse(y_true, y_pred):
    return ops.mean((y_pred - y_true) ** 2, axis=-1)


# %% u07-asymmetric
def cost(error):
    return 3 * ops.relu(error) + ops.relu(-error)


@keras.saving.register_keras_serializable()
def asymmetric_loss(y_true, y_pred):
    return cost(y_pred - y_true)[:, 0]
