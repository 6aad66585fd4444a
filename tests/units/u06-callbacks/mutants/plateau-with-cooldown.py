# title: A pause after each fall of the rate
# language: en
# mark: 18
# fails: [u06-plateau-rates]
# needs_person: false

# %% u06-plateau
def make_lr_plateau():
    return keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=2, cooldown=2, min_lr=0.001)
