# title: The best on the training set
# language: en
# mark: 17
# fails: [u09-choose-best, u09-choose-equal]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return max(histories, key=lambda name: np.mean(histories[name]["accuracy"][-5:]))
