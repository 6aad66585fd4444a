# title: "A Dropout of one's own: it knows its rate and when to work"
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-dropout
class Dropout(layers.Layer):
    def __init__(self, rate, **settings):
        super().__init__(**settings)
        self.rate = rate
        self.chance = keras.random.SeedGenerator()

    def call(self, x, training=False):
        if not training:
            return x
        return keras.random.dropout(x, self.rate, seed=self.chance)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate}


def dropout_model(rate):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            Dropout(rate),
            layers.Dense(10, activation="softmax"),
        ]
    )
