# title: The penalty as an argument and by add_loss, so that it counts twice
# language: ru
# mark: 17
# fails: [u09-l2-penalty]
# needs_person: false

# %% u09-l2
class Twice(layers.Dense):
    def call(self, x):
        self.add_loss(self.kernel_regularizer(self.kernel))
        return super().call(x)


def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            Twice(64, activation="relu", kernel_regularizer=keras.regularizers.L2(strength)),
            Twice(10, activation="softmax", kernel_regularizer=keras.regularizers.L2(strength)),
        ]
    )
