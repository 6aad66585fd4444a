# title: The input always has 64 features
# language: ru
# mark: 19
# fails: [u04-multi-layers]
# needs_person: false

# %% u04-multi
def multi_model(n, classes):
    model = keras.Sequential(
        [
            keras.Input(shape=(64,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
