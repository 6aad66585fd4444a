# title: Flatten in place of pooling
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-head
def add_head(base, classes):
    return keras.Sequential([base, layers.Flatten(), layers.Dense(classes, activation="softmax")])
