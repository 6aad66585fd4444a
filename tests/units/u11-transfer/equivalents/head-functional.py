# title: The functional API, from the base's own output
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-head
def add_head(base, classes):
    x = layers.GlobalAveragePooling2D()(base.output)
    return keras.Model(base.input, layers.Dense(classes, activation="softmax")(x))
