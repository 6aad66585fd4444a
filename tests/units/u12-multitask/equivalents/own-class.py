# title: A model class with two heads
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u12-model
class TwoHeads(keras.Model):
    def __init__(self):
        super().__init__()
        self.shared = layers.Dense(64, activation="relu")
        self.mpg = layers.Dense(1)
        self.origin = layers.Dense(3, activation="softmax")

    def call(self, x):
        hidden = self.shared(x)
        return {"mpg": self.mpg(hidden), "origin": self.origin(hidden)}


def shared_model(n):
    model = TwoHeads()
    model(np.zeros((1, n)))
    return model


# %% u12-train
class TrainedHeads(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = layers.Dense(64, activation="relu")
        self.second = layers.Dense(64, activation="relu")
        self.heads = [layers.Dense(1), layers.Dense(3, activation="softmax")]

    def call(self, x):
        hidden = self.second(self.first(x))
        return {"mpg": self.heads[0](hidden), "origin": self.heads[1](hidden)}


def train_multi(x_train, targets_train, x_val, targets_val):
    model = TrainedHeads()
    model.compile(
        keras.optimizers.Adam(0.01),
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
    )
    history = model.fit(x_train, targets_train, validation_data=(x_val, targets_val), epochs=50, verbose=0)
    return model, history
