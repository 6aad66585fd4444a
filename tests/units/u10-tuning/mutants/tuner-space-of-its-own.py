# title: A model of one's own with another space
# language: ru
# mark: 19
# fails: [u10-tuner-space]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    def my_model(hp):
        model = keras.Sequential(
            [keras.Input((13,)), layers.Dense(hp.Int("units", 4, 32), "relu"), layers.Dense(3, "softmax")]
        )
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return keras_tuner.RandomSearch(
        my_model, objective="val_loss", max_trials=6, directory=folder, overwrite=True
    )
