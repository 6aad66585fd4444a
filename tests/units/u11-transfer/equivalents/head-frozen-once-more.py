# title: Frozen once more, layer by layer, and compiled
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-head
def add_head(base, classes):
    for layer in base.layers:
        layer.trainable = False
    model = keras.Sequential()
    model.add(base)
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(classes, activation="softmax"))
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
