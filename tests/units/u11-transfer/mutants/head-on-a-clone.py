# title: "A clone of the base: same layers, new weights"
# language: en
# mark: 14
# fails: [u11-head-weights]
# needs_person: false

# %% u11-head
def add_head(base, classes):
    copy = keras.models.clone_model(base)
    copy.trainable = False
    return keras.Sequential(
        [copy, layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="softmax")]
    )
