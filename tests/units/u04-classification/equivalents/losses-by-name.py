# title: "Names for probabilities, a class of its own for logits"
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u04-loss
def loss_for(labels, output):
    names = {
        "binary": "binary_crossentropy",
        "integer": "sparse_categorical_crossentropy",
        "onehot": "categorical_crossentropy",
    }
    if output == "probabilities":
        return names[labels]
    function = getattr(keras.losses, names[labels])
    return lambda y_true, y_pred: function(y_true, y_pred, from_logits=True)
