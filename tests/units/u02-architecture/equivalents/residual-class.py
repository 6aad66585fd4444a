# title: functional_mlp as a class
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u02-functional
class Residual(keras.Model):
    def __init__(self, features, classes):
        super().__init__()
        self.hidden = layers.Dense(features, activation="relu")
        self.out = layers.Dense(classes, activation="softmax")

    def call(self, x):
        return self.out(x + self.hidden(x))


def functional_mlp(features, classes):
    return Residual(features, classes)
