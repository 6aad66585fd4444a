# title: RMSprop gets a momentum that nobody asked for, Adam another beta
# language: en
# mark: 18
# fails: [u07-optimizers-adam, u07-optimizers-rmsprop]
# needs_person: false

# %% u07-optimizers
def make_adam(rate):
    return keras.optimizers.Adam(learning_rate=rate, beta_1=0.5)


def make_sgd(rate, momentum):
    return keras.optimizers.SGD(learning_rate=rate, momentum=momentum)


def make_rmsprop(rate):
    return keras.optimizers.RMSprop(learning_rate=rate, momentum=0.9)
