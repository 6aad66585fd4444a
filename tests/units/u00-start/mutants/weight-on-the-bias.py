# title: The weight multiplies the bias
# language: ru
# mark: 0
# fails: [u00-neuron-number]
# needs_person: false

# %% u00-neuron
def neuron(x, w, b):
    return x + w * b
