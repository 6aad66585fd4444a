# title: A leaky relu lets a part of the negative numbers through
# language: en
# mark: 19
# fails: [u02-dense-relu]
# needs_person: false

# %% u02-dense
def dense_layer():
    return layers.Dense(12, activation="leaky_relu")
