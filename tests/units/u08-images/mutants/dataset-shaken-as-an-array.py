# title: The array is shaken before the dataset is made
# language: en
# mark: 14
# fails: [u08-dataset-training]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    images = x[..., np.newaxis].astype("float32") / 255
    if training:
        images = np.stack([shake(image) for image in images])
    dataset = tf.data.Dataset.from_tensor_slices((images, y))
    if training:
        dataset = dataset.shuffle(len(x))
    dataset = dataset.batch(32)
    return dataset
