# title: What the layer gives for the digits is returned in place of the layer
# language: ru
# mark: 18
# fails: [u02-dense-units, u02-dense-relu]
# needs_person: false

# %% u02-dense
def dense_layer():
    return layers.Dense(12, activation="relu")(rows)
