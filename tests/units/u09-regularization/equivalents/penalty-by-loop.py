# title: A loop over the list
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    total = 0.0
    for penalty in model.losses:
        total += float(penalty)
    return total
