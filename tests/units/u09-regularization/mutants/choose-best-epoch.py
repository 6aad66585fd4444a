# title: By the best epoch
# language: ru
# mark: 18
# fails: [u09-choose-best]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return max(
        histories,
        key=lambda name: (max(histories[name]["val_accuracy"]), -np.mean(histories[name]["accuracy"][-5:])),
    )
