# title: math.ceil
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u05-steps
import math


def steps_per_epoch(n, batch):
    return math.ceil(n / batch)
