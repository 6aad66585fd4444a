# title: The seed is fixed, whatever is asked
# language: en
# mark: 19
# fails: [u02-initialised-kernel]
# needs_person: false

# %% u02-initialised
def initialised(seed):
    return layers.Dense(
        20,
        kernel_initializer=keras.initializers.HeNormal(seed=3),
        bias_initializer=keras.initializers.Constant(0.1),
    )
