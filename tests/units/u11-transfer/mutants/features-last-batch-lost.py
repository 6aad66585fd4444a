# title: The rest that fills no mini-batch is lost
# language: ru
# mark: 14
# fails: [u11-features-array]
# needs_person: false

# %% u11-features
def extract_features(base, images):
    found = [base(images[start : start + 10]) for start in range(0, len(images) - 9, 10)]
    return np.concatenate(found)[: len(images) // 20 * 20].mean(axis=(1, 2))
