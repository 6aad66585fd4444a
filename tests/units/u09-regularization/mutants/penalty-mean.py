# title: The mean of the penalties
# language: ru
# mark: 17
# fails: [u09-penalty-sum, u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    return float(np.mean(model.losses))
