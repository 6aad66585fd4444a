# title: A regularizer as a class of one's own
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
class Squares(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def __call__(self, weights):
        return self.strength * keras.ops.sum(keras.ops.square(weights))

    def get_config(self):
        return {"strength": self.strength}


def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=Squares(strength)),
            layers.Dense(10, activation="softmax", kernel_regularizer=Squares(strength)),
        ]
    )
