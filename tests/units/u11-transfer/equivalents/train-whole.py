# title: The whole model, its base frozen
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    base.trainable = False
    model = keras.Sequential(
        [base, layers.Flatten(), layers.Dropout(0.2), layers.Dense(classes, activation="softmax")]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=8, batch_size=20, verbose=0)
    return model
