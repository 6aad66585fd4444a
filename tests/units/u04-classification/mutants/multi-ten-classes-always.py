# title: Always ten output units
# language: en
# mark: 19
# fails: [u04-multi-layers]
# needs_person: false

# %% u04-multi
def multi_model(n, classes):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
