# title: A convolution with a filter a class, then pooling
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-head
def add_head(base, classes):
    return keras.Sequential(
        [base, layers.Conv2D(classes, 1), layers.GlobalAveragePooling2D(), layers.Activation("softmax")]
    )
