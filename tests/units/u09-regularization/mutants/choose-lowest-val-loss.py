# title: The lowest val_loss, where there is one
# language: en
# mark: 18
# fails: [u09-choose-best]
# needs_person: false

# %% u09-choose
def choose_model(histories):
    return min(
        histories,
        key=lambda name: (
            min(histories[name].get("val_loss", [0])),
            -np.mean(histories[name]["val_accuracy"][-5:]),
            np.mean(histories[name]["accuracy"][-5:]),
        ),
    )
