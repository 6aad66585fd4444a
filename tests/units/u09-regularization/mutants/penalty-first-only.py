# title: The first penalty of the list alone
# language: ru
# mark: 17
# fails: [u09-penalty-sum, u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    return float(model.losses[0])
