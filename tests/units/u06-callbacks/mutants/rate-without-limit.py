# title: No lower limit for the learning rate
# language: en
# mark: 19
# fails: [u06-plateau-lowest]
# needs_person: false

# %% u06-plateau
def make_lr_plateau():
    return keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2)
