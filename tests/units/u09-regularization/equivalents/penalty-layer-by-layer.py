# title: Layer by layer, the regularizers called by hand
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    total = 0.0
    for part in model.layers:
        for kind in ("kernel", "bias"):
            regularizer = getattr(part, f"{kind}_regularizer", None)
            if regularizer is not None:
                total += float(regularizer(getattr(part, kind)))
    return total
