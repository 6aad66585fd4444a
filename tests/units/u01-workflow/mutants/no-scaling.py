# title: scale hands its inputs back unchanged
# language: ru
# mark: 13
# fails: [u01-scale-train, u01-scale-other]
# needs_person: false
# demo: true

# %% u01-scale
def scale(train, other):
    # данные и так числовые
    return train.astype("float32"), other.astype("float32")
