# title: A loop over mini-batches
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-features
def extract_features(base, images):
    parts = []
    for start in range(0, len(images), 16):
        maps = base(images[start : start + 16], training=False)
        parts.append(np.asarray(maps).mean(axis=(1, 2)))
    return np.concatenate(parts)
