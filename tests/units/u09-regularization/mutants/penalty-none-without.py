# title: Nothing is returned for a model without penalties
# language: ru
# mark: 18
# fails: [u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    if model.losses:
        return float(sum(model.losses))
