# title: The rate is halved at every step
# language: en
# mark: 18
# fails: [u07-schedule-rates, u07-schedule-in-use]
# needs_person: false

# %% u07-schedule
def make_lr_schedule():
    return keras.optimizers.schedules.ExponentialDecay(0.05, decay_steps=1, decay_rate=0.5)
