# title: "Plain numbers in place of variables: right outside of evaluate, lost at a reset"
# language: en
# mark: 16
# fails: [u07-r2-batches, u07-r2-evaluate]
# needs_person: false

# %% u07-r2
class R2(keras.metrics.Metric):
    def __init__(self, name="r2", **kwargs):
        super().__init__(name=name, **kwargs)
        self.n = self.y = self.y2 = self.res = 0.0

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.n += y_true.shape[0]
        self.y += ops.sum(y_true)
        self.y2 += ops.sum(y_true**2)
        self.res += ops.sum((y_true - y_pred) ** 2)

    def result(self):
        return 1 - self.res / (self.y2 - self.y**2 / self.n)


def r2_metric():
    return R2()
