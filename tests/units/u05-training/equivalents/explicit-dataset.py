# title: Datasets of TensorFlow for both pairs
# language: en
# mark: 16
# fails: []
# needs_person: false
# demo: true

# %% u05-explicit
import tensorflow as tf


def fit_explicit(model, train, val):
    learning = tf.data.Dataset.from_tensor_slices(tuple(train)).shuffle(2000).batch(16)
    watching = tf.data.Dataset.from_tensor_slices(tuple(val)).batch(32)
    return model.fit(learning, validation_data=watching, epochs=5, verbose=0)
