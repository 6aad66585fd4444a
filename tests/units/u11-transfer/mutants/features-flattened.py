# title: All places in a row
# language: en
# mark: 14
# fails: [u11-features-array]
# needs_person: false

# %% u11-features
def extract_features(base, images):
    return base.predict(images, verbose=0).reshape(len(images), -1)
