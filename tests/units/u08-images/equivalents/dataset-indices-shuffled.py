# title: Numbers of rows are shuffled, then gathered
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    images = tf.constant(x[:, :, :, None], dtype=tf.float32) / 255.0
    labels = tf.constant(y)
    rows = tf.data.Dataset.range(len(x))
    rows = rows.shuffle(len(x), seed=3) if training else rows
    dataset = rows.batch(32).map(lambda n: (tf.gather(images, n), tf.gather(labels, n)))
    return dataset.map(lambda a, b: (shake(a), b)) if training else dataset
