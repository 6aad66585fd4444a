# title: Losses written with operations of Keras
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u04-loss
def loss_for(labels, output):
    def loss(y, z):
        y = keras.ops.cast(y, "float32")
        if labels == "binary":
            p = keras.ops.sigmoid(z) if output == "logits" else z
            y = keras.ops.reshape(y, (-1, 1))
            right = y * p + (1 - y) * (1 - p)
        else:
            p = keras.ops.softmax(z) if output == "logits" else z
            if labels == "integer":
                y = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(y, (-1,)), "int32"), z.shape[-1])
            right = keras.ops.sum(y * p, axis=-1)
        return -keras.ops.log(right)

    return loss
