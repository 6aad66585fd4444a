# title: tf.* as in the seed; the loss as one number
# language: ru
# mark: 20
# fails: []
# needs_person: false
# demo: true

# %% u07-mse
import tensorflow as tf


def custom_mse(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred))


# %% u07-asymmetric
import tensorflow as tf


@keras.saving.register_keras_serializable(package="cars")
def asymmetric_loss(y_true, y_pred):
    difference = tf.abs(y_true - y_pred)
    return tf.reduce_mean(tf.where(y_pred > y_true, 3 * difference, difference))
