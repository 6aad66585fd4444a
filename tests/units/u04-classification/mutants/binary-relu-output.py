# title: "The output has relu, which cuts all below 0"
# language: ru
# mark: 19
# fails: [u04-binary-layers]
# needs_person: false

# %% u04-binary
def binary_model(n):
    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(1, activation="relu"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model
