# title: The sum as a tensor, or the whole number 0
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    return sum(model.losses)
