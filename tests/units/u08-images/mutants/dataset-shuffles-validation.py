# title: Validation rows are shuffled too
# language: ru
# mark: 15
# fails: [u08-dataset-plain]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    dataset = tf.data.Dataset.from_tensor_slices((x[..., np.newaxis].astype("float32") / 255, y))
    dataset = dataset.shuffle(len(x))
    dataset = dataset.batch(32)
    if training:
        dataset = dataset.map(lambda images, labels: (shake(images), labels))
    return dataset
