# title: A Normalization layer of Keras inside scale
# language: en
# mark: 16
# fails: []
# needs_person: false
# demo: true

# %% u01-scale
def scale(train, other):
    layer = layers.Normalization()
    layer.adapt(train)  # learns mean and variance
    return layer(train), layer(other)


# %% [markdown] u01-three-sets
# The training set fits the weights, the validation set chooses between models, and the test set is a single honest
# look at how the chosen one does on new data. She chose by the test set, so the best of 20 is partly the luckiest
# on those rows and 0.99 is too high. She should have picked by validation accuracy and tested only that model.
