# title: Some layers of the base are unfrozen
# language: en
# mark: 14
# fails: [u11-head-weights]
# needs_person: false

# %% u11-head
def add_head(base, classes):
    base.trainable = True
    for layer in base.layers[:-4]:
        layer.trainable = False
    return keras.Sequential(
        [base, layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="softmax")]
    )
