# title: Pictures without labels
# language: en
# mark: 13
# fails: [u08-dataset-plain, u08-dataset-training]
# needs_person: false

# %% u08-dataset
def make_dataset(x, y, training):
    return tf.data.Dataset.from_tensor_slices(x[..., np.newaxis].astype("float32") / 255).batch(32)
