# title: "L2 by hand: whatever the penalty is, it is taken for L2"
# language: en
# mark: 18
# fails: [u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    total = 0.0
    for part in model.layers:
        for penalty, weight in ((part.kernel_regularizer, part.kernel), (part.bias_regularizer, part.bias)):
            if penalty is not None:
                total += float(getattr(penalty, "l2", 0.0)) * np.sum(weight.numpy() ** 2)
    return float(total)
