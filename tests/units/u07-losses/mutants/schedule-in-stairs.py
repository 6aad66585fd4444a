# title: The rate falls in stairs
# language: en
# mark: 18
# fails: [u07-schedule-rates, u07-schedule-in-use]
# needs_person: false

# %% u07-schedule
def make_lr_schedule():
    return keras.optimizers.schedules.ExponentialDecay(0.05, 200, 0.5, staircase=True)
