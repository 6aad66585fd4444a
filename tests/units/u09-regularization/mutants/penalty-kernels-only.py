# title: Biases are left out
# language: ru
# mark: 18
# fails: [u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    total = 0.0
    for part in model.layers:
        if part.kernel_regularizer is not None:
            total += float(part.kernel_regularizer(part.kernel))
    return float(total)
