# title: A class that calls the layer with training=True
# language: ru
# mark: 19
# fails: [u09-dropout-inference]
# needs_person: false

# %% u09-dropout
class Net(keras.Model):
    def __init__(self, rate):
        super().__init__()
        self.hidden = layers.Dense(128, activation="relu")
        self.drop = layers.Dropout(rate)
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.out(self.drop(self.hidden(x), training=True))


def dropout_model(rate):
    model = Net(rate)
    model(np.zeros((1, 784), "float32"))
    return model
