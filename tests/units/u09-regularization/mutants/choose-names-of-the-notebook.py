# title: It knows the names of the notebook only
# language: ru
# mark: 17
# fails: [u09-choose-best, u09-choose-equal]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return max(["plain", "L2", "dropout"], key=lambda name: np.mean(histories[name]["val_accuracy"][-5:]))
