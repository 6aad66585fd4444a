# title: The smallest gap
# language: ru
# mark: 18
# fails: [u09-choose-best]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return min(
        histories,
        key=lambda name: (
            np.mean(histories[name]["accuracy"][-5:]) - np.mean(histories[name]["val_accuracy"][-5:])
        ),
    )
