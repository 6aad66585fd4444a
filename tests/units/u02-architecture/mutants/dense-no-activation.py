# title: The layer has no activation
# language: ru
# mark: 19
# fails: [u02-dense-relu]
# needs_person: false

# %% u02-dense
def dense_layer():
    return layers.Dense(12)
