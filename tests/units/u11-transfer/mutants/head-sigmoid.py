# title: "Sigmoid: the probabilities don't sum to 1"
# language: en
# mark: 15
# fails: [u11-head-output]
# needs_person: false

# %% u11-head
def add_head(base, classes):
    return keras.Sequential(
        [base, layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="sigmoid")]
    )
