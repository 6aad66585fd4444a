# title: Datasets of TensorFlow made of the generators
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u05-generator
import tensorflow as tf


def dataset_of(batches):
    x, y = next(batches)
    shapes = (
        tf.TensorSpec((None, x.shape[1]), tf.float32),
        tf.TensorSpec((None,), tf.int64),
    )
    return tf.data.Dataset.from_generator(lambda: batches, output_signature=shapes)


def fit_generator(model, batches, steps, validation_steps):
    return model.fit(
        dataset_of(batches[0]),
        validation_data=dataset_of(batches[1]),
        steps_per_epoch=steps,
        validation_steps=validation_steps,
        epochs=3,
        verbose=0,
    )
