# title: The result of shuffle is not assigned
# language: ru
# mark: 14
# fails: [u08-dataset-training]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    dataset = tf.data.Dataset.from_tensor_slices((x[..., np.newaxis].astype("float32") / 255, y))
    if training:
        dataset.shuffle(len(x))
    dataset = dataset.batch(32)
    if training:
        dataset = dataset.map(lambda images, labels: (shake(images), labels))
    return dataset
