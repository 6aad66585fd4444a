# title: model.add, the loss and the metric as functions, an optimizer of another kind
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u03-build
def build_regressor(n):
    model = keras.Sequential()
    model.add(keras.Input((n,)))
    model.add(layers.Dense(16))
    model.add(layers.LeakyReLU())
    model.add(layers.Dropout(0.1))
    model.add(layers.Dense(1, activation=None))
    model.compile(
        optimizer=keras.optimizers.SGD(0.001),
        loss=keras.losses.mean_squared_error,
        metrics=[keras.metrics.mean_absolute_error],
    )
    return model
