# title: Two units with softmax for two classes
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u04-binary
def binary_model(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(2, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
