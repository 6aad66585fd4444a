# title: Two hidden units for ten digits
# language: ru
# mark: 18
# fails: [u04-multi-learns]
# needs_person: false

# %% u04-multi
def multi_model(n, classes):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(2, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
