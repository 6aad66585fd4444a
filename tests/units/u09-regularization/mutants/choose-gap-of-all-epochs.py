# title: Of equals, by the gap over all epochs
# language: en
# mark: 19
# fails: [u09-choose-equal]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return max(
        histories,
        key=lambda name: (
            np.mean(histories[name]["val_accuracy"][-5:]),
            np.mean(histories[name]["val_accuracy"]) - np.mean(histories[name]["accuracy"]),
        ),
    )
