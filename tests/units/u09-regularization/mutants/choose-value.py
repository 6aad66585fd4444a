# title: The accuracy in place of the name
# language: ru
# mark: 17
# fails: [u09-choose-best, u09-choose-equal]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return max(np.mean(history["val_accuracy"][-5:]) for history in histories.values())
