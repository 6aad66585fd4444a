# title: The decay of one step, at every step
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u07-schedule
from keras.optimizers.schedules import ExponentialDecay


def make_lr_schedule():
    return ExponentialDecay(initial_learning_rate=0.05, decay_steps=1000, decay_rate=1 / 32)
