# title: The largest penalty
# language: ru
# mark: 17
# fails: [u09-penalty-sum, u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    return max([float(one) for one in model.losses], default=0.0)
