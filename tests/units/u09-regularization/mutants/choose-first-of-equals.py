# title: Of equals, the first
# language: ru
# mark: 19
# fails: [u09-choose-equal]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return max(histories, key=lambda name: np.mean(histories[name]["val_accuracy"][-5:]))
