# title: A class of one's own
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-l2
class Penalised(keras.Model):
    def __init__(self, strength):
        super().__init__()
        penalty = keras.regularizers.L2(strength)
        self.hidden = layers.Dense(64, activation="relu", kernel_regularizer=penalty)
        self.out = layers.Dense(10, activation="softmax", kernel_regularizer=penalty)

    def call(self, x):
        return self.out(self.hidden(x))


def l2_model(strength):
    model = Penalised(strength)
    model(x_train[:1])
    return model
