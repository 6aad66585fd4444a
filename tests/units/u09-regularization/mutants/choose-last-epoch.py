# title: By the last epoch alone
# language: en
# mark: 18
# fails: [u09-choose-best]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return max(
        histories,
        key=lambda name: (
            histories[name]["val_accuracy"][-1],
            histories[name]["val_accuracy"][-1] - np.mean(histories[name]["accuracy"][-5:]),
        ),
    )
