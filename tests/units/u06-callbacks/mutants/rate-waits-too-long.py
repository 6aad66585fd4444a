# title: "The default patience: ten epochs"
# language: en
# mark: 17
# fails: [u06-plateau-rates, u06-plateau-lowest]
# needs_person: false

# %% u06-plateau
def make_lr_plateau():
    return keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, min_lr=0.001)
