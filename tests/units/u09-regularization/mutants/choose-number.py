# title: The place of the model in place of its name
# language: en
# mark: 17
# fails: [u09-choose-best, u09-choose-equal]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return int(np.argmax([np.mean(history["val_accuracy"][-5:]) for history in histories.values()]))
