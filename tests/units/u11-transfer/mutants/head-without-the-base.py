# title: The pictures go straight to the head
# language: ru
# mark: 14
# fails: [u11-head-weights]
# needs_person: false

# %% u11-head
def add_head(base, classes):
    return keras.Sequential(
        [keras.Input(base.input_shape[1:]), layers.Flatten(), layers.Dense(classes, activation="softmax")]
    )
