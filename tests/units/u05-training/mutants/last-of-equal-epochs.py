# title: Of several equally good epochs the last is named
# language: en
# mark: 14
# fails: [u05-best-number]
# needs_person: false

# %% u05-best
def best_epoch(history):
    best, number = float("inf"), 0
    for epoch, loss in enumerate(history["val_loss"], start=1):
        if loss <= best:
            best, number = loss, epoch
    return number
