# title: The layer is called on the digits, so it takes 64 features only
# language: en
# mark: 18
# fails: [u02-dense-units, u02-dense-relu]
# needs_person: false

# %% u02-dense
def dense_layer():
    dense = layers.Dense(12, activation="relu")
    dense(rows)  # чтобы появились веса
    return dense
