# title: 16 units where the task says 12
# language: ru
# mark: 18
# fails: [u02-dense-units, u02-dense-relu]
# needs_person: false

# %% u02-dense
def dense_layer():
    return layers.Dense(16, activation="relu")
