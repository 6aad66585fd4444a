# title: "assign in place of assign_add: only the last batch counts"
# language: en
# mark: 16
# fails: [u07-r2-batches, u07-r2-evaluate]
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
        self.count.assign(ops.cast(ops.size(y_true), "float32"))
        self.total.assign(ops.sum(y_true))
        self.squares.assign(ops.sum(y_true**2))
        self.residual.assign(ops.sum((y_true - y_pred) ** 2))

    def result(self):
        return 1 - self.residual / (self.squares - self.total**2 / self.count)


def r2_metric():
    return R2()
