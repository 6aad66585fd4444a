# title: The training loss is watched
# language: ru
# mark: 17
# fails: [u06-plateau-rates, u06-plateau-lowest]
# needs_person: false

# %% u06-plateau
def make_lr_plateau():
    return keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=2, min_lr=0.001)
