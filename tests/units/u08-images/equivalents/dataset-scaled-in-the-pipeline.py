# title: Scale, axis and change in the pipeline, row by row
# language: en
# mark: 16
# fails: []
# needs_person: false
# demo: true

# %% u08-dataset
def make_dataset(x, y, training):
    def prepared(image, label):
        return tf.cast(image[..., tf.newaxis], "float32") / 255, label

    dataset = tf.data.Dataset.from_tensor_slices((x, y)).map(prepared).cache()
    if training:
        dataset = dataset.shuffle(10_000).map(lambda image, label: (shake(image), label))
    return dataset.batch(32).prefetch(tf.data.AUTOTUNE)
