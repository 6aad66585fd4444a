# title: The rates of the example stand in the functions
# language: en
# mark: 16
# fails: [u07-optimizers-adam, u07-optimizers-sgd, u07-optimizers-rmsprop]
# needs_person: false

# %% u07-optimizers
def make_adam(rate):
    return keras.optimizers.Adam(learning_rate=0.02)


def make_sgd(rate, momentum):
    return keras.optimizers.SGD(learning_rate=0.1, momentum=0.5)


def make_rmsprop(rate):
    return keras.optimizers.RMSprop(learning_rate=0.02)
