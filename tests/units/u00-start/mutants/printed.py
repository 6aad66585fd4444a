# title: The result is printed, not returned
# language: en
# mark: 0
# fails: [u00-neuron-number]
# needs_person: false

# %% u00-neuron
def neuron(x, w, b):
    print(w * x + b)
