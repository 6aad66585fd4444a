# title: Validation pictures are shaken too
# language: en
# mark: 15
# fails: [u08-dataset-plain]
# needs_person: false
# demo: true

# %% u08-dataset
def make_dataset(x, y, training):
    dataset = tf.data.Dataset.from_tensor_slices((x[..., np.newaxis].astype("float32") / 255, y))
    if training:
        dataset = dataset.shuffle(len(x))
    dataset = dataset.batch(32)
    return dataset.map(lambda images, labels: (shake(images), labels))
