# title: The function of exercise 4 is used
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return np.mean(history["accuracy"][-5:]) - np.mean(history["val_accuracy"][-5:])


# %% u09-choose
def choose_model(histories):
    return max(
        histories,
        key=lambda name: (
            np.mean(histories[name]["val_accuracy"][-5:]),
            -generalisation_gap(histories[name]),
        ),
    )
