# title: The usual base, whatever is handed over
# language: ru
# mark: 14
# fails: [u11-features-array]
# needs_person: false

# %% u11-features
def extract_features(base, images):
    return lite_base().predict(images, verbose=0).mean(axis=(1, 2))
