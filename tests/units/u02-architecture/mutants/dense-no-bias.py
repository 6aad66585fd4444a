# title: The bias of the layer is off
# language: en
# mark: 18
# fails: [u02-dense-units, u02-dense-relu]
# needs_person: false

# %% u02-dense
def dense_layer():
    # смещение вроде бы не нужно
    return layers.Dense(12, activation="relu", use_bias=False)
