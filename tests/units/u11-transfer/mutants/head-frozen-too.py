# title: The whole model is frozen, the head too
# language: en
# mark: 14
# fails: [u11-head-weights]
# needs_person: false

# %% u11-head
def add_head(base, classes):
    model = keras.Sequential(
        [base, layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="softmax")]
    )
    model.trainable = False
    return model
