# title: The last penalty, 0 if there is none
# language: en
# mark: 17
# fails: [u09-penalty-sum, u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    return float(model.losses[-1]) if model.losses else 0.0
