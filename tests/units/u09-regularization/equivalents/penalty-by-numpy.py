# title: np.sum over the list
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    return np.sum([keras.ops.convert_to_numpy(penalty) for penalty in model.losses])
