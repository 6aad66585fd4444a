# title: The bias is forgotten
# language: en
# mark: 0
# fails: [u00-neuron-number]
# needs_person: false

# %% u00-neuron
def neuron(x, w, b):
    return w * x
