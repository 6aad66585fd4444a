# title: A schedule that halves the rate whatever happens
# language: ru
# mark: 18
# fails: [u06-plateau-rates]
# needs_person: false

# %% u06-plateau
def make_lr_plateau():
    return keras.callbacks.LearningRateScheduler(lambda epoch, rate: max(rate / 2, 0.001))
