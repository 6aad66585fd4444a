# title: Compiled, in the hope that this freezes
# language: ru
# mark: 14
# fails: [u11-freeze-weights]
# needs_person: false

# %% u11-freeze
def freeze(base):
    base.compile()
