# title: The initializer is given by name, the seed is not used
# language: en
# mark: 19
# fails: [u02-initialised-kernel]
# needs_person: false

# %% u02-initialised
def initialised(seed):
    return layers.Dense(20, kernel_initializer="he_normal", bias_initializer=keras.initializers.Constant(0.1))
