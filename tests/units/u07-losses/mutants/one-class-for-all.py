# title: make_rmsprop copied from make_adam
# language: ru
# mark: 19
# fails: [u07-optimizers-rmsprop]
# needs_person: false

# %% u07-optimizers
def make_adam(rate):
    return keras.optimizers.Adam(learning_rate=rate)


def make_sgd(rate, momentum):
    return keras.optimizers.SGD(learning_rate=rate, momentum=momentum)


def make_rmsprop(rate):
    return keras.optimizers.Adam(learning_rate=rate)
