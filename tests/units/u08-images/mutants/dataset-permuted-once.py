# title: NumPy permutes the rows once
# language: en
# mark: 14
# fails: [u08-dataset-training]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    if training:
        order = np.random.permutation(len(x))
        x, y = x[order], y[order]
    dataset = tf.data.Dataset.from_tensor_slices((x[..., np.newaxis].astype("float32") / 255, y))
    dataset = dataset.batch(32)
    if training:
        dataset = dataset.map(lambda images, labels: (shake(images), labels))
    return dataset
