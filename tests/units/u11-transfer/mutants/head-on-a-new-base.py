# title: A new base in place of the one handed over
# language: ru
# mark: 13
# fails: [u11-head-output, u11-head-weights]
# needs_person: false

# %% u11-head
def add_head(base, classes):
    return keras.Sequential(
        [
            lite_base(trainable=False),
            layers.GlobalAveragePooling2D(),
            layers.Dense(classes, activation="softmax"),
        ]
    )
