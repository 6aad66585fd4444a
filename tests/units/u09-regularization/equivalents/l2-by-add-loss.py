# title: The penalty by add_loss in a layer of one's own
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
class PenalisedDense(layers.Dense):
    def __init__(self, units, strength, **settings):
        super().__init__(units, **settings)
        self.strength = strength

    def call(self, x):
        self.add_loss(self.strength * keras.ops.sum(keras.ops.square(self.kernel)))
        return super().call(x)


def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            PenalisedDense(64, strength, activation="relu"),
            PenalisedDense(10, strength, activation="softmax"),
        ]
    )
