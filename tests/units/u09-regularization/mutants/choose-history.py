# title: The history in place of the name
# language: en
# mark: 17
# fails: [u09-choose-best, u09-choose-equal]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return max(histories.values(), key=lambda history: np.mean(history["val_accuracy"][-5:]))
