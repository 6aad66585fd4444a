# title: Tensors in place of arrays
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u04-onehot
def to_onehot(y, classes):
    return keras.ops.one_hot(y, classes)


# %% u04-predict
def predict_labels(model, x):
    outputs = model(x, training=False)
    if outputs.shape[1] == 1:
        return keras.ops.cast(outputs[:, 0] > 0.5, "int32")
    return keras.ops.argmax(outputs, axis=1)


# %% u04-confusion
import tensorflow as tf


def confusion(y, p):
    return tf.math.confusion_matrix(y, p)
