# title: Pictures and labels are shuffled in different orders
# language: ru
# mark: 14
# fails: [u08-dataset-training]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    images = tf.data.Dataset.from_tensor_slices(x[..., np.newaxis].astype("float32") / 255)
    labels = tf.data.Dataset.from_tensor_slices(y)
    if training:
        images, labels = images.shuffle(len(x)), labels.shuffle(len(x))
    dataset = tf.data.Dataset.zip((images, labels))
    dataset = dataset.batch(32)
    if training:
        dataset = dataset.map(lambda images, labels: (shake(images), labels))
    return dataset
