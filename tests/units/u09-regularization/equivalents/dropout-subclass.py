# title: A class that hands training on by itself
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-dropout
class Net(keras.Model):
    def __init__(self, rate):
        super().__init__()
        self.hidden = layers.Dense(128, activation="relu")
        self.drop = layers.Dropout(rate)
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x, training=None):
        return self.out(self.drop(self.hidden(x), training=training))


def dropout_model(rate):
    model = Net(rate)
    model(np.zeros((1, 784), "float32"))
    return model
