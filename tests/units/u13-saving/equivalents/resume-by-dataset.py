# title: A dataset, unshuffled, and the file is renewed
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-resume
import tensorflow as tf


def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    model.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(32), epochs=epochs, verbose=0)
    model.save(path)
    return model
