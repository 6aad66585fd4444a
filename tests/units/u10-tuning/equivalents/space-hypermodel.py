# title: A HyperModel behind the function
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-space
class WineModel(keras_tuner.HyperModel):
    def build(self, hp):
        hidden = [
            layers.Dense(hp.Int("units", 8, 64, step=8), activation="relu")
            for _ in range(hp.Int("hidden", 1, 3))
        ]
        model = keras.Sequential([keras.Input((13,)), *hidden, layers.Dense(3, activation="softmax")])
        rate = hp.Float("learning_rate", 1e-4, 1e-1, sampling="log")
        model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model


build_model = WineModel().build
