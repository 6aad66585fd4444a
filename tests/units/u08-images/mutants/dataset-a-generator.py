# title: A generator, which is through after one pass
# language: ru
# mark: 13
# fails: [u08-dataset-plain, u08-dataset-training]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    images = x[..., np.newaxis].astype("float32") / 255
    order = np.random.permutation(len(x)) if training else np.arange(len(x))
    for start in range(0, len(x), 32):
        rows = order[start : start + 32]
        yield (shake(images[rows]) if training else images[rows]), y[rows]
