# title: mlp as a class, built at once; the layers are made in another order than they are called
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u02-mlp
class Perceptron(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.last = layers.Dense(classes, activation="softmax")
        self.second = layers.Dense(16, activation="relu")
        self.first = layers.Dense(32, activation="relu")

    def call(self, x):
        return self.last(self.second(self.first(x)))


def mlp(features, classes):
    model = Perceptron(classes)
    model(np.zeros((1, features), "float32"))  # веса появятся при первом вызове
    return model
