# title: One rate, not a schedule
# language: en
# mark: 18
# fails: [u07-schedule-rates, u07-schedule-in-use]
# needs_person: false

# %% u07-schedule
def make_lr_schedule():
    return 0.05
