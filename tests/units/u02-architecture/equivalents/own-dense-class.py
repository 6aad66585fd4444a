# title: dense_layer returns a layer of the student's own class
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u02-dense
class Twelve(layers.Layer):
    def build(self, shape):
        self.w = self.add_weight(shape=(shape[-1], 12), initializer="glorot_uniform", name="w")
        self.b = self.add_weight(shape=(12,), initializer="zeros", name="b")

    def call(self, x):
        return keras.ops.maximum(x @ self.w + self.b, 0)


def dense_layer():
    return Twelve()
