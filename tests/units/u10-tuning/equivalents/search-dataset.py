# title: Datasets in place of arrays
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    import tensorflow as tf

    rows = tf.data.Dataset.from_tensor_slices(train).shuffle(100).batch(8)
    judges = tf.data.Dataset.from_tensor_slices(val).batch(50)
    tuner.search(rows, validation_data=judges, epochs=epochs, verbose=0)
    return tuner
