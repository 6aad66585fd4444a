# title: A property that Keras does not know
# language: ru
# mark: 14
# fails: [u11-freeze-weights]
# needs_person: false

# %% u11-freeze
def freeze(base):
    base.frozen = True
