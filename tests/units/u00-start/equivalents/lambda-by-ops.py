# title: A lambda with Keras's operations
# language: en
# mark: 0
# fails: []
# needs_person: false

# %% u00-neuron
neuron = lambda x, w, b: keras.ops.add(keras.ops.multiply(float(x), w), b)
