# title: The rows are kept in lists of NumPy arrays
# language: ru
# mark: 16
# fails: [u07-r2-batches, u07-r2-evaluate]
# needs_person: false

# %% u07-r2
class R2(keras.metrics.Metric):
    def __init__(self, name="r2", **kwargs):
        super().__init__(name=name, **kwargs)
        self.seen = []

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.seen.append((np.array(y_true), np.array(y_pred)))

    def result(self):
        y = np.concatenate([pair[0] for pair in self.seen])
        p = np.concatenate([pair[1] for pair in self.seen])
        return 1 - np.sum((y - p) ** 2) / np.sum((y - y.mean()) ** 2)


def r2_metric():
    return R2()
