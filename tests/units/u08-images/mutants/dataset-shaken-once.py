# title: cache() after the change keeps it for all passes
# language: ru
# mark: 14
# fails: [u08-dataset-training]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    dataset = tf.data.Dataset.from_tensor_slices((x[..., np.newaxis].astype("float32") / 255, y))
    dataset = dataset.batch(32)
    if training:
        dataset = dataset.map(lambda images, labels: (shake(images), labels)).cache()
        dataset = dataset.unbatch().shuffle(len(x)).batch(32)
    return dataset
