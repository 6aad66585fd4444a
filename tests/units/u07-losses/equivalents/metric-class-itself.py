# title: r2_metric is the class; sums by other formulas; shape by ops.shape
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u07-r2
class R2(keras.metrics.Metric):
    def __init__(self, name="r2", **kwargs):
        super().__init__(name=name, **kwargs)
        self.sums = self.add_variable(shape=(4,), initializer="zeros", name="sums")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y, p = ops.reshape(y_true, (-1,)), ops.reshape(y_pred, (-1,))
        n = ops.cast(ops.shape(y)[0], "float32")
        new = ops.stack([n, ops.sum(y), ops.sum(y * y), ops.sum((y - p) ** 2)])
        self.sums.assign(self.sums + new)

    def result(self):
        n, total, squares, residual = (self.sums[place] for place in range(4))
        return 1 - residual / (n * (squares / n - (total / n) ** 2))


r2_metric = R2
