# title: The notebook's own pictures in place of those handed over
# language: ru
# mark: 13
# fails: [u08-dataset-plain, u08-dataset-training]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    dataset = tf.data.Dataset.from_tensor_slices((x_train, y_train))
    if training:
        dataset = dataset.shuffle(1000)
    dataset = dataset.batch(32)
    if training:
        dataset = dataset.map(lambda images, labels: (shake(images), labels))
    return dataset
