# title: A loop that remembers the best so far
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-choose
def choose_model(histories):
    best = None
    for name, history in histories.items():
        quality = np.mean(history["val_accuracy"][-5:])
        gap = np.mean(history["accuracy"][-5:]) - quality
        if best is None or quality > best[1] or (quality == best[1] and gap < best[2]):
            best = name, quality, gap
    return best[0]
