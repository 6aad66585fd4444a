# title: A dense layer of one unit does the arithmetic
# language: ru
# mark: 0
# fails: []
# needs_person: false

# %% u00-neuron
def neuron(x, w, b):
    layer = layers.Dense(1)
    layer.build((None, 1))
    layer.set_weights([np.array([[w]]), np.array([b])])
    return float(layer(np.array([[x]], dtype="float32"))[0, 0])
