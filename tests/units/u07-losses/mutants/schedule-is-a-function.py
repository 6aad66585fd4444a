# title: A plain function, which no optimizer takes
# language: ru
# mark: 19
# fails: [u07-schedule-in-use]
# needs_person: false

# %% u07-schedule
def make_lr_schedule():
    return lambda step: 0.05 * 0.5 ** (step / 200)
