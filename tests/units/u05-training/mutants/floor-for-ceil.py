# title: "The rest of the rows is forgotten: rounded down"
# language: ru
# mark: 15
# fails: [u05-steps-count]
# needs_person: false
# demo: true

# %% u05-steps
def steps_per_epoch(n, batch):
    return n // batch
