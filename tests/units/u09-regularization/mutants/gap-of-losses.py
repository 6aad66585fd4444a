# title: Losses in place of accuracies
# language: en
# mark: 17
# fails: [u09-gap-number, u09-gap-short]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return np.mean(history.get("val_loss", [0])[-5:]) - np.mean(history.get("loss", [0])[-5:])
