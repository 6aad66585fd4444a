# title: The Huber loss written by hand, the metric as an object; the model is returned
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u07-compile
def compile_with(model):
    def huber_two(y_true, y_pred):
        error = ops.abs(y_true - y_pred)
        return ops.where(error <= 2, error**2 / 2, 2 * error - 2)

    model.compile(
        optimizer=keras.optimizers.Adam(0.02),
        loss=huber_two,
        metrics=[keras.metrics.MeanAbsoluteError(name="mae")],
    )
    return model
