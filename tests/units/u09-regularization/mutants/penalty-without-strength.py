# title: The squared weights without their strength
# language: ru
# mark: 17
# fails: [u09-penalty-sum, u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    return float(sum(np.sum(weight**2) for weight in model.get_weights()))
