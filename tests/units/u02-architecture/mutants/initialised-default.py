# title: The default initializer with the right seed
# language: ru
# mark: 19
# fails: [u02-initialised-kernel]
# needs_person: false

# %% u02-initialised
def initialised(seed):
    return layers.Dense(
        20,
        kernel_initializer=keras.initializers.GlorotUniform(seed=seed),
        bias_initializer=keras.initializers.Constant(0.1),
    )
