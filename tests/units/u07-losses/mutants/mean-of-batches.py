# title: The mean of the batches' own values
# language: ru
# mark: 16
# fails: [u07-r2-batches, u07-r2-evaluate]
# needs_person: false

# %% u07-r2
class R2(keras.metrics.Mean):
    def __init__(self, name="r2", **kwargs):
        super().__init__(name=name, **kwargs)

    def update_state(self, y_true, y_pred, sample_weight=None):
        residual = ops.sum((y_true - y_pred) ** 2)
        spread = ops.sum((y_true - ops.mean(y_true)) ** 2)
        super().update_state(1 - residual / spread)


def r2_metric():
    return R2()
