# title: A network from scratch in place of the base
# language: en
# mark: 13
# fails: [u11-train-accuracy, u11-train-base]
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            layers.AveragePooling2D(2),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=20, verbose=0)
    return model
