# title: True and False are mistaken for each other
# language: en
# mark: 13
# fails: [u08-dataset-plain, u08-dataset-training]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    dataset = tf.data.Dataset.from_tensor_slices((x[..., np.newaxis].astype("float32") / 255, y))
    if not training:
        dataset = dataset.shuffle(len(x))
    dataset = dataset.batch(32)
    if not training:
        dataset = dataset.map(lambda images, labels: (shake(images), labels))
    return dataset
