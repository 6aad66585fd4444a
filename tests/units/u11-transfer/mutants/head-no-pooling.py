# title: "No pooling: an answer for each place"
# language: en
# mark: 15
# fails: [u11-head-output]
# needs_person: false

# %% u11-head
def add_head(base, classes):
    return keras.Sequential([base, layers.Dense(classes, activation="softmax")])
