# title: The whole base
# language: en
# mark: 16
# fails: [u11-cut-output]
# needs_person: false

# %% u11-cut
def cut_base(base, name):
    return base
