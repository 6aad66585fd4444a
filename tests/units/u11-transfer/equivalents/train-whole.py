# title: The whole model, its base frozen, with batch normalization in the head
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    base.trainable = False
    model = keras.Sequential(
        [
            base,
            layers.BatchNormalization(momentum=0.9),
            layers.Flatten(),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=12, batch_size=20, verbose=0)
    return model
