# title: Shuffled by scikit-learn, cut by hand, fed as datasets
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u05-split
import tensorflow as tf
from sklearn.utils import shuffle


def fit_split(model, x, y):
    x, y = shuffle(x, y)
    cut = int(len(x) * 0.8)
    train = tf.data.Dataset.from_tensor_slices((x[:cut], y[:cut])).shuffle(cut).batch(32)
    val = tf.data.Dataset.from_tensor_slices((x[cut:], y[cut:])).batch(64)
    return model.fit(train, epochs=5, validation_data=val, verbose=0)
