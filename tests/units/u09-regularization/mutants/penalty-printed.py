# title: Printed, not returned
# language: en
# mark: 17
# fails: [u09-penalty-sum, u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    print(float(sum(model.losses)))
