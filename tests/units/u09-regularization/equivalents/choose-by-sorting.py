# title: "Sorted by gap, then by accuracy: sorting keeps the order of equals"
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-choose
def choose_model(histories):
    def mean(name, series):
        return sum(histories[name][series][-5:]) / len(histories[name][series][-5:])

    names = sorted(histories, key=lambda name: mean(name, "accuracy") - mean(name, "val_accuracy"))
    return sorted(names, key=lambda name: -mean(name, "val_accuracy"))[0]
