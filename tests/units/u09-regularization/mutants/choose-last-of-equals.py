# title: Of equals, the last
# language: en
# mark: 19
# fails: [u09-choose-equal]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    ranked = sorted(histories, key=lambda name: np.mean(histories[name]["val_accuracy"][-5:]))
    return ranked[-1]
