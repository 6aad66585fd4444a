# title: The head is frozen along with the base
# language: en
# mark: 14
# fails: [u11-train-accuracy]
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    model = keras.Sequential(
        [base, layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="softmax")]
    )
    model.trainable = False
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x[:32], y[:32], verbose=0)
    return model
