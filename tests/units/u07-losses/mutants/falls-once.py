# title: A straight line down to a half, and no further
# language: ru
# mark: 18
# fails: [u07-schedule-rates, u07-schedule-in-use]
# needs_person: false

# %% u07-schedule
def make_lr_schedule():
    return keras.optimizers.schedules.PolynomialDecay(0.05, decay_steps=200, end_learning_rate=0.025)
