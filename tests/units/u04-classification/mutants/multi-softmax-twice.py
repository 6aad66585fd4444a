# title: A softmax layer follows the softmax of the output
# language: ru
# mark: 17
# fails: [u04-multi-layers, u04-multi-loss]
# needs_person: false

# %% u04-multi
def multi_model(n, classes):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
            layers.Softmax(),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
