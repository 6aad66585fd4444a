# title: The base is unfrozen again
# language: ru
# mark: 14
# fails: [u11-head-weights]
# needs_person: false

# %% u11-head
def add_head(base, classes):
    base.trainable = True
    return keras.Sequential(
        [base, layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="softmax")]
    )
