# title: A reset of its own and TensorFlow's operations
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u07-r2
import tensorflow as tf


class R2(keras.metrics.Metric):
    def __init__(self, name="r2", **kwargs):
        super().__init__(name=name, **kwargs)
        self.count = self.add_weight(name="count", initializer="zeros")
        self.total = self.add_weight(name="total", initializer="zeros")
        self.squares = self.add_weight(name="squares", initializer="zeros")
        self.residual = self.add_weight(name="residual", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = tf.cast(y_true, tf.float32)
        self.count.assign_add(tf.cast(tf.shape(y_true)[0], tf.float32))
        self.total.assign_add(tf.reduce_sum(y_true))
        self.squares.assign_add(tf.reduce_sum(y_true**2))
        self.residual.assign_add(tf.reduce_sum((y_true - y_pred) ** 2))

    def result(self):
        mean = self.total / self.count
        return 1.0 - self.residual / (self.squares - self.count * mean**2)

    def reset_state(self):
        for variable in self.variables:
            variable.assign(0.0)


def r2_metric():
    return R2()
