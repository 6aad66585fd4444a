# title: The mean over the features
# language: ru
# mark: 14
# fails: [u11-features-array]
# needs_person: false

# %% u11-features
def extract_features(base, images):
    return base.predict(images, verbose=0).mean(axis=-1)
