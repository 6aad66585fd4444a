# title: reset_state forgets two of the four sums
# language: en
# mark: 18
# fails: [u07-r2-batches]
# needs_person: false

# %% u07-r2
class R2(keras.metrics.Metric):
    def __init__(self, name="r2", **kwargs):
        super().__init__(name=name, **kwargs)
        self.count = self.add_weight(name="count", initializer="zeros")
        self.total = self.add_weight(name="total", initializer="zeros")
        self.squares = self.add_weight(name="squares", initializer="zeros")
        self.residual = self.add_weight(name="residual", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.count.assign_add(ops.sum(ops.ones_like(y_true)))
        self.total.assign_add(ops.sum(y_true))
        self.squares.assign_add(ops.sum(y_true**2))
        self.residual.assign_add(ops.sum((y_true - y_pred) ** 2))

    def result(self):
        return 1 - self.residual / (self.squares - self.total**2 / self.count)

    def reset_state(self):
        self.count.assign(0)
        self.total.assign(0)


def r2_metric():
    return R2()
