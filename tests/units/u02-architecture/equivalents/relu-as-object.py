# title: dense_layer with an activation layer as its activation
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u02-dense
def dense_layer():
    return layers.Dense(units=12, activation=layers.ReLU(), kernel_initializer="he_uniform", name="twelve")
