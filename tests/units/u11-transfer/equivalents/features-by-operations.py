# title: Operations of Keras, all pictures at once
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-features
def extract_features(base, images):
    return keras.ops.mean(base(images), axis=[1, 2])
