# title: Two logits for two classes
# language: en
# mark: 20
# fails: []
# needs_person: false
# demo: true

# %% u04-binary
def binary_model(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(2),
        ]
    )
    model.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model
