# title: The sum in place of the mean
# language: en
# mark: 14
# fails: [u11-features-array]
# needs_person: false

# %% u11-features
def extract_features(base, images):
    return base.predict(images, verbose=0).sum(axis=(1, 2))
