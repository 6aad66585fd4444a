# title: Rounded to the nearest number of steps
# language: en
# mark: 15
# fails: [u05-steps-count]
# needs_person: false

# %% u05-steps
def steps_per_epoch(n, batch):
    return round(n / batch)
