# title: Adam(lr=…) as in older code
# language: ru
# mark: 19
# fails: [u07-optimizers-adam]
# needs_person: false
# demo: true

# %% u07-optimizers
def make_adam(rate):
    return keras.optimizers.Adam(lr=rate)


def make_sgd(rate, momentum):
    return keras.optimizers.SGD(learning_rate=rate, momentum=momentum)


def make_rmsprop(rate):
    return keras.optimizers.RMSprop(learning_rate=rate)
