# title: Optimizers by position and from tf.keras
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u07-optimizers
import tensorflow as tf
from keras.optimizers import RMSprop


def make_adam(rate):
    return tf.keras.optimizers.Adam(rate)


def make_sgd(rate, momentum):
    return keras.optimizers.get(
        {"class_name": "SGD", "config": {"learning_rate": rate, "momentum": momentum}}
    )


def make_rmsprop(rate):
    return RMSprop(rate, name="my_rmsprop")
