# title: By the mean of all epochs
# language: en
# mark: 18
# fails: [u09-choose-best]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return max(
        histories,
        key=lambda name: (
            np.mean(histories[name]["val_accuracy"]),
            -np.mean(histories[name]["accuracy"][-5:]),
        ),
    )
