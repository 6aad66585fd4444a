# title: A mean squared error written by hand; the names MSE and MAE in capitals
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u03-build
def squared_error(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred), axis=-1)


def build_regressor(n):
    model = keras.Sequential([keras.Input(shape=(n,)), layers.Dense(8, "gelu"), layers.Dense(1)])
    model.compile("nadam", squared_error, metrics=["MAE"])
    return model
