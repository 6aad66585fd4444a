# title: A hidden layer, and a softmax of its own
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-head
def add_head(base, classes):
    return keras.Sequential(
        [
            base,
            layers.GlobalMaxPooling2D(),
            layers.Dense(32, activation="relu"),
            layers.Dense(classes),
            layers.Softmax(),
        ]
    )
