# title: Only the first mini-batch
# language: en
# mark: 14
# fails: [u11-features-array]
# needs_person: false

# %% u11-features
def extract_features(base, images):
    return base.predict(images[:32], verbose=0).mean(axis=(1, 2))
