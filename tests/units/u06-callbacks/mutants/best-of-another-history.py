# title: The history of the notebook, whatever is handed over
# language: en
# mark: 19
# fails: [u06-best-value]
# needs_person: false

# %% u06-best
def best_val_loss(history):
    return min(long_history["val_loss"])
