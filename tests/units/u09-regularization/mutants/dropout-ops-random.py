# title: Numbers dropped by hand in every call, predictions too
# language: en
# mark: 17
# fails: [u09-dropout-layer, u09-dropout-inference]
# needs_person: false

# %% u09-dropout
class Drop(layers.Layer):
    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def call(self, x):
        kept = keras.random.uniform(keras.ops.shape(x)) >= self.rate
        return x * keras.ops.cast(kept, x.dtype) / (1 - self.rate)


def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            Drop(rate),
            layers.Dense(10, activation="softmax"),
        ]
    )
