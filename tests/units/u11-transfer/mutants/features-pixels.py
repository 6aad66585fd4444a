# title: The pictures' own mean colours
# language: en
# mark: 14
# fails: [u11-features-array]
# needs_person: false

# %% u11-features
def extract_features(base, images):
    return images.mean(axis=(1, 2))
